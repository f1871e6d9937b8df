/* sim-ldap-text.h - how a directory compares and writes names, times and identifiers. Pure. */
#pragma once

#include <glib.h>

/* Appends text as it is compared: without case and accents. What is not UTF-8 stays as it is. */
void sim_ldap_text_fold (GString *out, const char *text, gsize size);
char *sim_ldap_text_folded (const char *text); /* caller frees */

/* Appends a value of a distinguished name with what it needs of backslashes. */
void sim_ldap_text_rdn (GString *out, const char *value, gsize size);

/* One step of a distinguished name, as it is compared. */
typedef struct
{
  char *type;   /* lower case */
  char *value;  /* as it is */
  char *folded; /* as it is compared */
} SimLdapRdn;

/* The steps, the object's own first; an empty array for "". NULL when that is no name. Caller
 * unrefs. */
GPtrArray *sim_ldap_text_parse_dn (const char *text, gsize size);
/* The steps from the given one on, as a key to look it up. Caller frees. */
char *sim_ldap_text_dn_key (const GPtrArray *steps, guint first);

#define SIM_LDAP_GUID_SIZE 16
#define SIM_LDAP_SID_MOST 68

/* Appends "S-1-5-21-1-2-3-4" in the form that travels; nothing when it is no identifier. */
void sim_ldap_text_append_sid (GString *out, const char *sid);
/* And back. NULL when it is none. Caller frees. */
char *sim_ldap_text_sid (const char *data, gsize size);

/* "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx" or 32 digits, as <GUID=…> has it. */
gboolean sim_ldap_text_parse_guid (const char *text, guint8 *ret);
void sim_ldap_text_append_guid (GString *out, const guint8 *guid); /* with hyphens */

/* "20260131235959.0Z" */
void sim_ldap_text_append_time (GString *out, gint64 unix_s);
