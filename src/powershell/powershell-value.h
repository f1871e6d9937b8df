/* powershell-value.h - one value as PowerShell hands it over: a text, a number, a list, an object
 * with properties
 *
 * Immutable, reference-counted; any thread. Values form a tree that shares branches and never holds
 * a circle: where an object of a server points to one that encloses it (an ADObjectId does), there
 * is a LOOP with that object's text. No branch is deeper than POWERSHELL_MOST_DEPTH, so walking and
 * freeing one is safe.
 *
 * Names of properties compare without regard to case, as PowerShell does.
 */
#pragma once

#include <glib.h>

#define POWERSHELL_MOST_DEPTH 64
#define POWERSHELL_MOST_TEXT_BYTES (1024 * 1024)

typedef enum
{
  POWERSHELL_NIL,
  POWERSHELL_STRING,
  POWERSHELL_CHAR,
  POWERSHELL_BOOLEAN,
  POWERSHELL_DATE,
  POWERSHELL_DURATION,
  POWERSHELL_UINT8,
  POWERSHELL_INT8,
  POWERSHELL_UINT16,
  POWERSHELL_INT16,
  POWERSHELL_UINT32,
  POWERSHELL_INT32,
  POWERSHELL_UINT64,
  POWERSHELL_INT64,
  POWERSHELL_FLOAT,
  POWERSHELL_DOUBLE,
  POWERSHELL_DECIMAL,
  POWERSHELL_BYTES,
  POWERSHELL_GUID,
  POWERSHELL_URI,
  POWERSHELL_VERSION,
  POWERSHELL_XML,
  POWERSHELL_SCRIPT,
  POWERSHELL_SECURE_STRING, /* still encrypted */
  POWERSHELL_OBJECT,
  POWERSHELL_LOOP,
  POWERSHELL_N_KINDS
} PowershellKind;

/* What an object contains beside its properties. */
typedef enum
{
  POWERSHELL_HOLDS_NOTHING,
  POWERSHELL_HOLDS_LIST,
  POWERSHELL_HOLDS_SEQUENCE, /* what could only be walked through, "IE" */
  POWERSHELL_HOLDS_STACK,
  POWERSHELL_HOLDS_QUEUE,
  POWERSHELL_HOLDS_DICTIONARY,
  POWERSHELL_N_HOLDS
} PowershellHolds;

typedef struct _PowershellValue PowershellValue;

typedef struct
{
  char *name;
  PowershellValue *value;
} PowershellProperty;

typedef struct
{
  PowershellValue *key;
  PowershellValue *value;
} PowershellEntry;

PowershellValue *powershell_value_ref (PowershellValue *self);
void powershell_value_unref (PowershellValue *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowershellValue, powershell_value_unref)

PowershellKind powershell_value_kind (const PowershellValue *self);

/* Of any primitive as it is on the wire; of an object its ToString, else its boxed value's, else
 * its first item's; "" for nil. NULL when it has none. Borrowed. */
const char *powershell_value_text (const PowershellValue *self);

/* Also those of boxed values and enums. FALSE when it is none, or when it does not fit. */
gboolean powershell_value_integer (const PowershellValue *self, gint64 *ret);
gboolean powershell_value_boolean (const PowershellValue *self, gboolean *ret);
gboolean powershell_value_real (const PowershellValue *self, double *ret);
/* A time that names no offset is taken to be in zone (NULL: UTC). Caller unrefs; NULL when it is
 * none. */
GDateTime *powershell_value_date (const PowershellValue *self, GTimeZone *zone);
GBytes *
powershell_value_bytes (const PowershellValue *self); /* borrowed; NULL when it holds none */

/* Extended members first, then adapted ones. NULL when there is none, or when self is NULL.
 * Borrowed. */
PowershellValue *powershell_value_property (const PowershellValue *self, const char *name);
/* The text of a property; NULL when there is none. Borrowed. */
const char *powershell_value_property_text (const PowershellValue *self, const char *name);

PowershellHolds powershell_value_holds (const PowershellValue *self);
/* What a list, stack or queue contains; 0 for others. */
guint powershell_value_n_items (const PowershellValue *self);
PowershellValue *powershell_value_item (const PowershellValue *self, guint index); /* borrowed */
/* What a dictionary has for the key of that text; NULL when nothing. Borrowed. */
PowershellValue *powershell_value_entry (const PowershellValue *self, const char *key);

/* TRUE when one of the object's type names is name or ends with ".name": over the wire they come
 * with and without "Deserialized.". */
gboolean powershell_value_is_a (const PowershellValue *self, const char *name);
