/* powershell-value-private.h - what a value is made of. For this room only */
#pragma once

#include "powershell-value.h"

typedef struct
{
  GPtrArray *types;           /* char, the most special first; NULL when it has none */
  char *text;                 /* ToString; NULL when it has none */
  PowershellValue *primitive; /* of an enum or a boxed value; NULL when it has none */
  GArray *adapted;            /* PowershellProperty, "Props"; NULL when there is no such element */
  GArray *extended;           /* the same, "MS" */
  PowershellHolds holds;
  GPtrArray *items; /* PowershellValue; NULL unless it holds a list, a stack, … */
  GArray *entries;  /* PowershellEntry; NULL unless it holds a dictionary */
} PowershellObject;

struct _PowershellValue
{
  PowershellKind kind;
  guint height; /* of the tree below, 1 for a leaf */
  guint weight; /* how many values that tree has, and 64 bytes of text count as one; what is
                   referred to twice counts twice */
  char *text;   /* of primitives, without escapes; of a LOOP: the object's, NULL when it has none */
  gint64 integer;
  double real;
  GBytes *bytes;            /* BYTES */
  PowershellObject *object; /* OBJECT */
};

/* The element's name on the wire, such as "I32"; NULL for OBJECT and LOOP. */
const char *powershell_kind_tag (PowershellKind kind);
const char *powershell_holds_tag (PowershellHolds holds); /* "LST"; NULL for NOTHING */

PowershellObject *powershell_object_new (void);
void powershell_object_free (PowershellObject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowershellObject, powershell_object_free)

void powershell_object_add (GArray **list, const char *name, PowershellValue *value /* taken */);
void powershell_object_add_item (PowershellObject *self, PowershellValue *value /* taken */);
void powershell_object_add_entry (PowershellObject *self, PowershellValue *key,
                                  PowershellValue *value /* both taken */);

guint powershell_value_weigh (guint weight, const char *text); /* NULL is fine */

/* Takes the object. */
PowershellValue *powershell_value_new_object (PowershellObject *object);
PowershellValue *powershell_value_new_loop (const char *text);

/* A primitive of its text, which is checked; NULL with BASE_ERROR_PROTOCOL. text is taken. */
PowershellValue *powershell_value_parse (PowershellKind kind, char *text, GError **error);
