/* session-dn.h - distinguished names, as far as showing a tree of them needs. Pure; any thread.
 *
 * Case matters to none of them. Any text is safe: what is no distinguished name has no parent.
 */
#pragma once

#include <glib.h>

/* "OU=Graz,DC=corp" of "CN=Ann\, B.,OU=Graz,DC=corp"; points into dn; "" at the end. */
const char *session_dn_parent (const char *dn);

/* TRUE when dn lies below unit, however deep. */
gboolean session_dn_lies_below (const char *dn, const char *unit);

/* TRUE for "DC=corp,DC=example": the root of a domain. */
gboolean session_dn_is_domain (const char *dn);

/* What people read of the first part: "Ann, B."; of a domain's root all: "corp.example". Caller
 * frees. */
char *session_dn_name (const char *dn);

/* "corp.example/Sales/Graz" of the place where dn lies; "" when it lies nowhere. Caller frees. */
char *session_dn_path (const char *dn);
