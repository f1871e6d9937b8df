/* oof-text.c - a named reply text that absences share
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-text.h"

#include "base-locale.h"
#include "base-text.h"
#include "oof-refuse.h"
#include "oof-template.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A text without a language of its own is filled in in the usual one; which one is the same to
 * whoever looks for mistakes in it. */
#define ANY_LANGUAGE "en"

static gboolean
validate_template (const char *text, const char *language, GError **error)
{
  g_autoptr (OofTemplate) template = NULL;

  if (text == NULL)
    return TRUE;
  template = oof_template_new (
      text, language != NULL && *language != '\0' ? language : ANY_LANGUAGE, error);
  return template != NULL;
}

static gboolean
is_name (const char *name)
{
  return name != NULL && *name != '\0' && strlen (name) <= OOF_ITEM_MOST_LINE_BYTES &&
         base_text_is_clean (name, -1) && strpbrk (name, "\r\n\t") == NULL;
}

static gboolean
validate_text (const OofText *parts, GError **error)
{
  const char *note = parts->note != NULL ? parts->note : "";
  g_autoptr (OofState) state = NULL;

  if (!is_name (parts->name))
    return oof_refuse (error, "name",
                       _ ("A template needs a name: one line that is not too long."));
  if (strlen (note) > OOF_ITEM_MOST_NOTE_BYTES || !base_text_is_clean (note, -1))
    return oof_refuse (error, "bad-line",
                       _ ("The note is too long, or has characters that are none."));
  if (parts->language != NULL && *parts->language != '\0' &&
      !base_locale_is_known (parts->language))
    return oof_refuse (error, "language", _ ("The language of a template is a word such as “de”."));
  if (!validate_template (parts->inside, parts->language, error) ||
      !validate_template (parts->outside, parts->language, error))
    return FALSE;

  state = oof_state_new (OOF_MODE_ON, parts->audience, NULL, NULL, parts->inside, parts->outside);
  return oof_state_validate (state, NULL, error);
}

OofText *
oof_text_new (const OofText *parts, GError **error)
{
  OofText *self;

  if (!validate_text (parts, error))
    return NULL;

  self = g_atomic_rc_box_new0 (OofText);
  *self = *parts;
  self->name = g_strdup (parts->name);
  self->language = g_strdup (parts->language != NULL ? parts->language : "");
  self->inside = g_strdup (parts->inside != NULL ? parts->inside : "");
  self->outside = g_strdup (parts->outside != NULL ? parts->outside : "");
  self->note = g_strdup (parts->note != NULL ? parts->note : "");
  return self;
}

OofText *
oof_text_ref (OofText *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_text (gpointer data)
{
  OofText *self = data;

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->inside, g_free);
  g_clear_pointer (&self->outside, g_free);
  g_clear_pointer (&self->note, g_free);
}

void
oof_text_unref (OofText *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_text);
}
