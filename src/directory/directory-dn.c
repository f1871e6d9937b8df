/* directory-dn.c - distinguished names, taken apart by libldap
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-dn.h"

#include <ldap.h>
#include <string.h>

#define MOST_BYTES 8192

typedef LDAPRDN *Parsed; /* what LDAPDN is: an array of parts, NULL-ended; NULL for "" */
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Parsed, ldap_dnfree, NULL)

static gboolean
parse (const char *text, Parsed *ret)
{
  *ret = NULL;
  return strlen (text) <= MOST_BYTES && g_utf8_validate (text, -1, NULL) &&
         ldap_str2dn (text, ret, LDAP_DN_FORMAT_LDAPV3) == LDAP_SUCCESS && *ret != NULL;
}

static guint
count_parts (Parsed dn)
{
  guint n = 0;

  while (dn[n] != NULL)
    n++;
  return n;
}

static gboolean
is_domain_part (LDAPRDN part)
{
  return part[0] != NULL && part[1] == NULL && part[0]->la_attr.bv_len == 2 &&
         g_ascii_strncasecmp (part[0]->la_attr.bv_val, "DC", 2) == 0;
}

/* How many parts stand before the run of DC=… at the end. */
static guint
count_names (Parsed dn)
{
  guint n = count_parts (dn);

  while (n > 0 && is_domain_part (dn[n - 1]))
    n--;
  return n;
}

static char *
value_of (LDAPRDN part)
{
  struct berval value = part[0]->la_value;
  g_autofree char *text = g_strndup (value.bv_val, value.bv_len);

  return g_utf8_make_valid (text, -1);
}

static char *
write_dn (LDAPDN dn, unsigned flags)
{
  char *text = NULL;
  char *copy;

  if (ldap_dn2str (dn, &text, LDAP_DN_FORMAT_LDAPV3 | flags) != LDAP_SUCCESS || text == NULL)
    return g_strdup ("");
  copy = g_strdup (text);
  ldap_memfree (text);
  return copy;
}

gboolean
directory_dn_is (const char *text)
{
  g_auto (Parsed) dn = NULL;

  return parse (text, &dn);
}

static char *
domain_of (Parsed dn)
{
  GString *dns = g_string_new (NULL);

  for (guint i = count_names (dn); dn[i] != NULL; i++) {
    g_autofree char *label = value_of (dn[i]);
    g_autofree char *lower = g_utf8_strdown (label, -1);

    if (dns->len > 0)
      g_string_append_c (dns, '.');
    g_string_append (dns, lower);
  }
  return g_string_free (dns, FALSE);
}

char *
directory_dn_domain (const char *text)
{
  g_auto (Parsed) dn = NULL;

  return parse (text, &dn) ? domain_of (dn) : g_strdup ("");
}

static void
append_step (GString *path, const char *name)
{
  g_string_append_c (path, '/');
  for (const char *at = name; *at != '\0'; at++) {
    if (*at == '/' || *at == '\\')
      g_string_append_c (path, '\\');
    g_string_append_c (path, g_ascii_iscntrl (*at) ? ' ' : *at);
  }
}

char *
directory_dn_path (const char *text)
{
  g_auto (Parsed) dn = NULL;
  g_autofree char *domain = NULL;
  GString *path;

  if (!parse (text, &dn))
    return g_strdup ("");

  domain = domain_of (dn);
  path = g_string_new (domain);
  for (guint i = count_names (dn); i > 0; i--) {
    g_autofree char *name = value_of (dn[i - 1]);

    append_step (path, name);
  }
  return g_string_free (path, FALSE);
}

char *
directory_dn_name (const char *text)
{
  g_auto (Parsed) dn = NULL;

  return parse (text, &dn) ? value_of (dn[0]) : g_strdup ("");
}

char *
directory_dn_parent (const char *text)
{
  g_auto (Parsed) dn = NULL;

  if (!parse (text, &dn) || dn[1] == NULL)
    return g_strdup ("");
  return write_dn (dn + 1, LDAP_DN_PRETTY);
}

char *
directory_dn_key (const char *text)
{
  g_auto (Parsed) dn = NULL;
  g_autofree char *written = NULL;

  if (!parse (text, &dn))
    return g_strdup ("");
  written = write_dn (dn, LDAP_DN_PRETTY);
  return g_utf8_casefold (written, -1);
}

char *
directory_dn_of_domain (const char *dns)
{
  char *text = NULL;
  char *copy;

  for (const char *at = dns; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr (".-_", *at) == NULL)
      return g_strdup ("");
  if (ldap_domain2dn (dns, &text) != LDAP_SUCCESS)
    return g_strdup ("");
  copy = g_strdup (text);
  ldap_memfree (text);
  return copy;
}

char **
directory_dn_split_path (const char *path)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  for (const char *at = path;; at++) {
    if (*at == '\\' && at[1] != '\0') {
      g_string_append_c (part, *++at);
      continue;
    }
    if (*at != '/' && *at != '\0') {
      g_string_append_c (part, *at);
      continue;
    }
    if (part->len > 0)
      g_ptr_array_add (parts, g_strdup (part->str));
    g_string_truncate (part, 0);
    if (*at == '\0')
      break;
  }
  g_ptr_array_add (parts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}

const char *
directory_dn_tail (const char *dn)
{
  const char *begin = dn;

  for (const char *at = dn; *at != '\0'; at++) {
    if (*at == '"')
      return NULL;
    if (*at == '\\' && at[1] != '\0')
      at++;
    else if (*at == ',')
      begin = at + 1;
    else if (at == begin && g_ascii_strncasecmp (at, "DC=", 3) == 0)
      return at;
  }
  return NULL;
}
