/* powershell-value.c - one value as PowerShell hands it over
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-value.h"

#include "base-time.h"
#include "powershell-value-private.h"

#include <string.h>

static const char *const tags[POWERSHELL_N_KINDS] = {
  [POWERSHELL_NIL] = "Nil",    [POWERSHELL_STRING] = "S",   [POWERSHELL_CHAR] = "C",
  [POWERSHELL_BOOLEAN] = "B",  [POWERSHELL_DATE] = "DT",    [POWERSHELL_DURATION] = "TS",
  [POWERSHELL_UINT8] = "By",   [POWERSHELL_INT8] = "SB",    [POWERSHELL_UINT16] = "U16",
  [POWERSHELL_INT16] = "I16",  [POWERSHELL_UINT32] = "U32", [POWERSHELL_INT32] = "I32",
  [POWERSHELL_UINT64] = "U64", [POWERSHELL_INT64] = "I64",  [POWERSHELL_FLOAT] = "Sg",
  [POWERSHELL_DOUBLE] = "Db",  [POWERSHELL_DECIMAL] = "D",  [POWERSHELL_BYTES] = "BA",
  [POWERSHELL_GUID] = "G",     [POWERSHELL_URI] = "URI",    [POWERSHELL_VERSION] = "Version",
  [POWERSHELL_XML] = "XD",     [POWERSHELL_SCRIPT] = "SBK", [POWERSHELL_SECURE_STRING] = "SS",
};

static const char *const holds_tags[POWERSHELL_N_HOLDS] = {
  [POWERSHELL_HOLDS_LIST] = "LST",       [POWERSHELL_HOLDS_SEQUENCE] = "IE",
  [POWERSHELL_HOLDS_STACK] = "STK",      [POWERSHELL_HOLDS_QUEUE] = "QUE",
  [POWERSHELL_HOLDS_DICTIONARY] = "DCT",
};

const char *
powershell_kind_tag (PowershellKind kind)
{
  return tags[kind];
}

const char *
powershell_holds_tag (PowershellHolds holds)
{
  return holds_tags[holds];
}

static void
clear_property (gpointer data)
{
  PowershellProperty *property = data;

  g_free (property->name);
  powershell_value_unref (property->value);
}

static void
clear_entry (gpointer data)
{
  PowershellEntry *entry = data;

  powershell_value_unref (entry->key);
  powershell_value_unref (entry->value);
}

PowershellObject *
powershell_object_new (void)
{
  return g_new0 (PowershellObject, 1);
}

void
powershell_object_free (PowershellObject *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->types, g_ptr_array_unref);
  g_free (self->text);
  powershell_value_unref (self->primitive);
  g_clear_pointer (&self->adapted, g_array_unref);
  g_clear_pointer (&self->extended, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self);
}

void
powershell_object_add (GArray **list, const char *name, PowershellValue *value)
{
  PowershellProperty property = { .name = g_strdup (name), .value = value };

  if (*list == NULL) {
    *list = g_array_new (FALSE, FALSE, sizeof property);
    g_array_set_clear_func (*list, clear_property);
  }
  g_array_append_val (*list, property);
}

void
powershell_object_add_item (PowershellObject *self, PowershellValue *value)
{
  if (self->items == NULL)
    self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) powershell_value_unref);
  g_ptr_array_add (self->items, value);
}

void
powershell_object_add_entry (PowershellObject *self, PowershellValue *key, PowershellValue *value)
{
  PowershellEntry entry = { .key = key, .value = value };

  if (self->entries == NULL) {
    self->entries = g_array_new (FALSE, FALSE, sizeof entry);
    g_array_set_clear_func (self->entries, clear_entry);
  }
  g_array_append_val (self->entries, entry);
}

guint
powershell_value_weigh (guint weight, const char *text)
{
  return (guint) MIN ((guint64) weight + (text != NULL ? strlen (text) / 64 : 0), G_MAXUINT);
}

/* Makes self as high and as heavy as one that has child in it, too. */
static void
measure (PowershellValue *self, const PowershellValue *child)
{
  self->height = MAX (self->height, child->height + 1);
  self->weight = (guint) MIN ((guint64) self->weight + child->weight, G_MAXUINT);
}

static void
measure_properties (PowershellValue *self, const GArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++) {
    const PowershellProperty *property = &g_array_index (list, PowershellProperty, i);

    measure (self, property->value);
    self->weight = powershell_value_weigh (self->weight, property->name);
  }
}

PowershellValue *
powershell_value_new_object (PowershellObject *object)
{
  PowershellValue *self = g_atomic_rc_box_new0 (PowershellValue);

  self->kind = POWERSHELL_OBJECT;
  self->height = 1;
  self->weight = powershell_value_weigh (1, object->text);
  self->object = object;
  if (object->primitive != NULL)
    measure (self, object->primitive);
  measure_properties (self, object->adapted);
  measure_properties (self, object->extended);
  for (guint i = 0; object->items != NULL && i < object->items->len; i++)
    measure (self, object->items->pdata[i]);
  for (guint i = 0; object->entries != NULL && i < object->entries->len; i++) {
    measure (self, g_array_index (object->entries, PowershellEntry, i).key);
    measure (self, g_array_index (object->entries, PowershellEntry, i).value);
  }
  return self;
}

PowershellValue *
powershell_value_new_loop (const char *text)
{
  PowershellValue *self = g_atomic_rc_box_new0 (PowershellValue);

  self->kind = POWERSHELL_LOOP;
  self->height = 1;
  self->weight = powershell_value_weigh (1, text);
  self->text = g_strdup (text);
  return self;
}

PowershellValue *
powershell_value_ref (PowershellValue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_value (gpointer data)
{
  PowershellValue *self = data;

  g_free (self->text);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  powershell_object_free (self->object);
}

void
powershell_value_unref (PowershellValue *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_value);
}

PowershellKind
powershell_value_kind (const PowershellValue *self)
{
  return self->kind;
}

const char *
powershell_value_text (const PowershellValue *self)
{
  while (self->kind == POWERSHELL_OBJECT) {
    const PowershellObject *object = self->object;

    if (object->text != NULL)
      return object->text;
    if (object->primitive != NULL)
      self = object->primitive;
    else if (object->items != NULL && object->items->len > 0)
      self = object->items->pdata[0];
    else
      return NULL;
  }
  return self->text;
}

/* What stands in the box of an enum or a boxed value, else the value itself. */
static const PowershellValue *
unbox (const PowershellValue *self)
{
  return self->kind == POWERSHELL_OBJECT && self->object->primitive != NULL
             ? self->object->primitive
             : self;
}

gboolean
powershell_value_integer (const PowershellValue *self, gint64 *ret)
{
  const PowershellValue *value = unbox (self);
  gboolean is_number = value->kind == POWERSHELL_CHAR ||
                       (value->kind >= POWERSHELL_UINT8 && value->kind <= POWERSHELL_INT64);

  /* What passes the greatest number is kept as text only. */
  if (!is_number || (value->kind == POWERSHELL_UINT64 && value->integer < 0))
    return FALSE;

  *ret = value->integer;
  return TRUE;
}

gboolean
powershell_value_boolean (const PowershellValue *self, gboolean *ret)
{
  const PowershellValue *value = unbox (self);

  if (value->kind != POWERSHELL_BOOLEAN)
    return FALSE;

  *ret = value->integer != 0;
  return TRUE;
}

gboolean
powershell_value_real (const PowershellValue *self, double *ret)
{
  const PowershellValue *value = unbox (self);

  if (value->kind != POWERSHELL_FLOAT && value->kind != POWERSHELL_DOUBLE &&
      value->kind != POWERSHELL_DECIMAL)
    return FALSE;

  *ret = value->real;
  return TRUE;
}

GDateTime *
powershell_value_date (const PowershellValue *self, GTimeZone *zone)
{
  const PowershellValue *value = unbox (self);

  return value->kind == POWERSHELL_DATE ? base_time_parse (value->text, zone, NULL) : NULL;
}

GBytes *
powershell_value_bytes (const PowershellValue *self)
{
  return unbox (self)->bytes;
}

static PowershellValue *
find_property (const GArray *list, const char *name)
{
  for (guint i = 0; list != NULL && i < list->len; i++) {
    const PowershellProperty *property = &g_array_index (list, PowershellProperty, i);

    if (g_ascii_strcasecmp (property->name, name) == 0)
      return property->value;
  }
  return NULL;
}

PowershellValue *
powershell_value_property (const PowershellValue *self, const char *name)
{
  PowershellValue *found;

  if (self == NULL || self->kind != POWERSHELL_OBJECT)
    return NULL;

  found = find_property (self->object->extended, name);
  return found != NULL ? found : find_property (self->object->adapted, name);
}

const char *
powershell_value_property_text (const PowershellValue *self, const char *name)
{
  const PowershellValue *found = powershell_value_property (self, name);

  return found != NULL ? powershell_value_text (found) : NULL;
}

PowershellHolds
powershell_value_holds (const PowershellValue *self)
{
  return self->kind == POWERSHELL_OBJECT ? self->object->holds : POWERSHELL_HOLDS_NOTHING;
}

guint
powershell_value_n_items (const PowershellValue *self)
{
  return self->kind == POWERSHELL_OBJECT && self->object->items != NULL ? self->object->items->len
                                                                        : 0;
}

PowershellValue *
powershell_value_item (const PowershellValue *self, guint index)
{
  g_return_val_if_fail (index < powershell_value_n_items (self), NULL);

  return self->object->items->pdata[index];
}

PowershellValue *
powershell_value_entry (const PowershellValue *self, const char *key)
{
  const GArray *entries =
      self != NULL && self->kind == POWERSHELL_OBJECT ? self->object->entries : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const PowershellEntry *entry = &g_array_index (entries, PowershellEntry, i);
    const char *text = powershell_value_text (entry->key);

    if (text != NULL && g_ascii_strcasecmp (text, key) == 0)
      return entry->value;
  }
  return NULL;
}

gboolean
powershell_value_is_a (const PowershellValue *self, const char *name)
{
  const GPtrArray *types = self->kind == POWERSHELL_OBJECT ? self->object->types : NULL;

  for (guint i = 0; types != NULL && i < types->len; i++) {
    const char *type = types->pdata[i];
    gsize length = strlen (type);
    gsize tail = strlen (name);

    if (length >= tail && g_ascii_strcasecmp (type + length - tail, name) == 0 &&
        (length == tail || type[length - tail - 1] == '.'))
      return TRUE;
  }
  return FALSE;
}
