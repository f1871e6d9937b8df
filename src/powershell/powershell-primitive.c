/* powershell-primitive.c - primitive values: from the wire, where each kind has its form, and from
 * the program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "base-time.h"
#include "powershell-base64.h"
#include "powershell-error.h"
#include "powershell-make.h"
#include "powershell-value-private.h"

#include <math.h>
#include <string.h>

#define MOST_SHORT_BYTES 64 /* of a number, a time, a version, a GUID */

static const struct
{
  PowershellKind kind;
  gint64 least;
  guint64 most;
} ranges[] = {
  { POWERSHELL_CHAR, 0, 65535 },
  { POWERSHELL_UINT8, 0, 255 },
  { POWERSHELL_INT8, -128, 127 },
  { POWERSHELL_UINT16, 0, 65535 },
  { POWERSHELL_INT16, -32768, 32767 },
  { POWERSHELL_UINT32, 0, G_MAXUINT32 },
  { POWERSHELL_INT32, G_MININT32, G_MAXINT32 },
  { POWERSHELL_UINT64, 0, G_MAXUINT64 },
  { POWERSHELL_INT64, G_MININT64, G_MAXINT64 },
};

static gboolean
parse_integer (PowershellValue *self, gint64 least, guint64 most)
{
  guint64 large;

  if (self->kind == POWERSHELL_UINT64) {
    if (!g_ascii_string_to_unsigned (self->text, 10, 0, most, &large, NULL))
      return FALSE;
    self->integer = large <= G_MAXINT64 ? (gint64) large : -1;
    return TRUE;
  }
  return g_ascii_string_to_signed (self->text, 10, least, (gint64) most, &self->integer, NULL);
}

static gboolean
parse_boolean (PowershellValue *self)
{
  self->integer = g_ascii_strcasecmp (self->text, "true") == 0;
  return self->integer != 0 || g_ascii_strcasecmp (self->text, "false") == 0;
}

static gboolean
parse_real (PowershellValue *self)
{
  char *end;

  if (strcmp (self->text, "INF") == 0 || strcmp (self->text, "-INF") == 0) {
    self->real = *self->text == '-' ? -INFINITY : INFINITY;
    return TRUE;
  }
  if (strcmp (self->text, "NaN") == 0) {
    self->real = NAN;
    return TRUE;
  }
  if (*self->text == '\0' || strspn (self->text, "+-.0123456789eE") != strlen (self->text))
    return FALSE;

  self->real = g_ascii_strtod (self->text, &end);
  return *end == '\0';
}

/* The whole text of these characters, beginning with one of first. A time need not lie within what
 * GDateTime can hold: it is looked at when somebody wants it. */
static gboolean
is_made_of (const char *text, const char *first, const char *all)
{
  return *text != '\0' && strchr (first, *text) != NULL && strspn (text, all) == strlen (text);
}

static gboolean
parse_bytes (PowershellValue *self, GError **error)
{
  self->bytes = powershell_base64_decode (self->text, "a value", error);
  return self->bytes != NULL;
}

static gboolean
is_form_right (PowershellValue *self)
{
  switch (self->kind) {
  case POWERSHELL_BOOLEAN:
    return parse_boolean (self);
  case POWERSHELL_DATE:
    return is_made_of (self->text, "0123456789", "0123456789-+:.TZ");
  case POWERSHELL_DURATION:
    return is_made_of (self->text, "-P", "0123456789-PYMDTHS.");
  case POWERSHELL_FLOAT:
  case POWERSHELL_DOUBLE:
  case POWERSHELL_DECIMAL:
    return parse_real (self);
  case POWERSHELL_GUID:
    return g_uuid_string_is_valid (self->text);
  case POWERSHELL_VERSION:
    return is_made_of (self->text, "0123456789", "0123456789.");
  default:
    break;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (ranges[i].kind == self->kind)
      return parse_integer (self, ranges[i].least, ranges[i].most);
  return TRUE;
}

static gboolean
is_free_text (PowershellKind kind)
{
  return kind == POWERSHELL_STRING || kind == POWERSHELL_URI || kind == POWERSHELL_XML ||
         kind == POWERSHELL_SCRIPT || kind == POWERSHELL_SECURE_STRING;
}

static PowershellValue *
make (PowershellKind kind, char *text)
{
  PowershellValue *self = g_atomic_rc_box_new0 (PowershellValue);

  self->kind = kind;
  self->height = 1;
  self->weight = powershell_value_weigh (1, text);
  self->text = text;
  return self;
}

PowershellValue *
powershell_value_parse (PowershellKind kind, char *text, GError **error)
{
  g_autoptr (PowershellValue) self = make (kind, text);
  g_autofree char *shown = NULL;

  if (kind == POWERSHELL_BYTES)
    return parse_bytes (self, error) ? g_steal_pointer (&self) : NULL;
  if (kind == POWERSHELL_NIL)
    *self->text = '\0';
  if (is_free_text (kind))
    return g_steal_pointer (&self);

  g_strstrip (self->text);
  if (kind == POWERSHELL_NIL || (strlen (self->text) <= MOST_SHORT_BYTES && is_form_right (self)))
    return g_steal_pointer (&self);

  shown = base_text_for_display (self->text, 40);
  powershell_error_set_answer (error, "“%s” is no value of the type %s", shown,
                               powershell_kind_tag (kind));
  return NULL;
}

PowershellValue *
powershell_make_nil (void)
{
  return make (POWERSHELL_NIL, g_strdup (""));
}

PowershellValue *
powershell_make_string (const char *text)
{
  return make (POWERSHELL_STRING, g_utf8_make_valid (text, -1));
}

PowershellValue *
powershell_make_boolean (gboolean is_true)
{
  PowershellValue *self = make (POWERSHELL_BOOLEAN, g_strdup (is_true ? "true" : "false"));

  self->integer = is_true;
  return self;
}

PowershellValue *
powershell_make_int32 (gint32 number)
{
  PowershellValue *self = make (POWERSHELL_INT32, g_strdup_printf ("%d", number));

  self->integer = number;
  return self;
}

PowershellValue *
powershell_make_int64 (gint64 number)
{
  PowershellValue *self = make (POWERSHELL_INT64, g_strdup_printf ("%" G_GINT64_FORMAT, number));

  self->integer = number;
  return self;
}

PowershellValue *
powershell_make_date (GDateTime *when)
{
  return make (POWERSHELL_DATE, base_time_format_utc (when));
}

PowershellValue *
powershell_make_version (const char *text)
{
  return make (POWERSHELL_VERSION, g_strdup (text));
}
