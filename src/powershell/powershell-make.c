/* powershell-make.c - objects that the program itself makes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "powershell-make.h"

#include "powershell-value-private.h"

struct _PowershellBag
{
  PowershellObject *object;
};

static GPtrArray *
copy_types (const char *const *types)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; types[i] != NULL; i++)
    g_ptr_array_add (copy, g_strdup (types[i]));
  return copy;
}

PowershellBag *
powershell_bag_new (const char *const *types)
{
  PowershellBag *self = g_new0 (PowershellBag, 1);

  self->object = powershell_object_new ();
  if (types != NULL)
    self->object->types = copy_types (types);
  return self;
}

void
powershell_bag_add (PowershellBag *self, const char *name, PowershellValue *value)
{
  powershell_object_add (&self->object->extended, name, value);
}

void
powershell_bag_add_item (PowershellBag *self, PowershellValue *value)
{
  powershell_object_add_item (self->object, value);
}

PowershellValue *
powershell_bag_finish (PowershellBag *self)
{
  PowershellValue *value = powershell_value_new_object (self->object);

  g_free (self);
  return value;
}

PowershellValue *
powershell_bag_finish_list (PowershellBag *self)
{
  self->object->holds = POWERSHELL_HOLDS_LIST;
  return powershell_bag_finish (self);
}

PowershellValue *
powershell_make_enum (const char *type, const char *word, gint32 number)
{
  const char *const types[] = { type, "System.Enum", "System.ValueType", "System.Object", NULL };
  PowershellBag *bag = powershell_bag_new (types);

  bag->object->text = g_strdup (word);
  bag->object->primitive = powershell_make_int32 (number);
  return powershell_bag_finish (bag);
}
