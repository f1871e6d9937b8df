/* directory-dn.h - distinguished names, taken apart by libldap. Pure; any thread. For this room
 * only.
 *
 * What is no distinguished name gives "" (or FALSE). Callers free what they get.
 */
#pragma once

#include <glib.h>

gboolean directory_dn_is (const char *text);

/* "CN=Ann,OU=Sales,DC=corp,DC=example" → "corp.example", in lower case */
char *directory_dn_domain (const char *dn);
/* → "corp.example/Sales/Ann"; "/" and "\" inside of names have a "\" before them */
char *directory_dn_path (const char *dn);
/* → "Ann" */
char *directory_dn_name (const char *dn);
/* → "OU=Sales,DC=corp,DC=example" */
char *directory_dn_parent (const char *dn);
/* The same for every way to write it: for comparing and for tables. */
char *directory_dn_key (const char *dn);
/* "corp.example" → "DC=corp,DC=example" */
char *directory_dn_of_domain (const char *dns);

/* "corp.example/Sales/Ann" → its parts, without the "\" */
char **directory_dn_split_path (const char *path);

/* Where "DC=corp,DC=example" begins in dn, found without taking it apart; NULL when that is not
 * certain. */
const char *directory_dn_tail (const char *dn);
