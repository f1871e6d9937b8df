/* powershell-make.h - values that the program itself makes, for parameters and messages. Any
 * thread.
 *
 * All return something to unref; what takes a value takes it over.
 */
#pragma once

#include "powershell-value.h"

PowershellValue *powershell_make_nil (void);
PowershellValue *
powershell_make_string (const char *text); /* what is not UTF-8 in it becomes U+FFFD */
PowershellValue *powershell_make_boolean (gboolean is_true);
PowershellValue *powershell_make_int32 (gint32 number);
PowershellValue *powershell_make_int64 (gint64 number);
PowershellValue *powershell_make_date (GDateTime *when);     /* whole seconds, UTC */
PowershellValue *powershell_make_version (const char *text); /* a literal, "2.3" */

/* An enum: its type's full name, the word, the number. */
PowershellValue *powershell_make_enum (const char *type, const char *word, gint32 number);

/* A bag of extended members or items. types: NULL-terminated, or
 * NULL for none. */
typedef struct _PowershellBag PowershellBag;

PowershellBag *powershell_bag_new (const char *const *types);
void powershell_bag_add (PowershellBag *self, const char *name, PowershellValue *value);
void powershell_bag_add_item (PowershellBag *self, PowershellValue *value);
/* The bag is gone afterwards. A list may have no items. */
PowershellValue *powershell_bag_finish (PowershellBag *self);
PowershellValue *powershell_bag_finish_list (PowershellBag *self);
