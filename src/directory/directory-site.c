/* directory-site.c - in which site this computer is
 *
 * MS-ADTS 6.3.3, "LDAP ping": a search of the rootDSE for the attribute netlogon, which needs no
 * log-in. The answer is a NETLOGON_SAM_LOGON_RESPONSE_EX (6.3.1.9): two bytes of operation, two of
 * nothing, four of flags and a GUID, then eight names as DNS writes them (RFC 1035, 4.1.4), of
 * which the last two are the sites of the controller and of whoever asks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-site.h"

#include "base-text.h"
#include "directory-entry.h"
#include "directory-filter.h"

#include <string.h>

#define LIMIT_MS 2000
#define HEAD_BYTES 24
#define RESPONSE 23 /* LOGON_SAM_LOGON_RESPONSE_EX */
#define UNKNOWN 25  /* LOGON_SAM_USER_UNKNOWN_EX: the same, and no matter: no user was named */
#define NAMES 8     /* forest, domain, host, NetBIOS domain and host, user, site, client's site */
#define MOST_ANSWER_BYTES 4096
#define MOST_NAME_BYTES 255
#define POINTER 0xC0

static const char version[] = { 0x06, 0, 0, 0 }; /* NETLOGON_NT_VERSION_5 and _5EX */

/* Reads the name at *at and moves on behind it. NULL: damaged. Caller frees. */
static char *
read_name (const guint8 *data, gsize length, gsize *at)
{
  g_autoptr (GString) name = g_string_new (NULL);
  gsize from = *at; /* what belongs together begins here */
  gsize i = from;
  gboolean is_behind = FALSE; /* *at is already behind the name */

  while (i < length && data[i] != 0) {
    guint8 n = data[i];

    if (n >= POINTER) {
      gsize to = i + 1 < length ? (gsize) (n & ~POINTER) << 8 | data[i + 1] : length;

      /* Only back, every time further: it comes to an end. */
      if (to < HEAD_BYTES || to >= from)
        return NULL;
      if (!is_behind)
        *at = i + 2;
      is_behind = TRUE;
      i = from = to;
      continue;
    }
    if (n >= 64 || i + 1 + n >= length || name->len + n + 1 > MOST_NAME_BYTES ||
        memchr (data + i + 1, '\0', n) != NULL)
      return NULL;
    if (name->len > 0)
      g_string_append_c (name, '.');
    g_string_append_len (name, (const char *) data + i + 1, n);
    i += (gsize) n + 1;
  }
  if (i >= length)
    return NULL;
  if (!is_behind)
    *at = i + 1;
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static gboolean
is_shown_well (const char *name)
{
  for (const char *p = name; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      return FALSE;
  return base_text_is_clean (name, -1);
}

char *
directory_site_read (const guint8 *data, gsize length)
{
  g_autofree char *name = NULL;
  gsize at = HEAD_BYTES;
  guint operation = length >= HEAD_BYTES ? data[0] | (guint) data[1] << 8 : 0;

  if ((operation != RESPONSE && operation != UNKNOWN) || length > MOST_ANSWER_BYTES)
    return NULL;
  for (guint i = 0; i < NAMES; i++) {
    g_free (name);
    name = read_name (data, length, &at);
    if (name == NULL)
      return NULL;
  }
  return is_shown_well (name) ? g_steal_pointer (&name) : NULL;
}

static const char *const attributes[] = { "netlogon", NULL };

static char *
take_site (DirectoryLink *link, LDAPMessage *message)
{
  g_autoptr (DirectoryEntry) entry = directory_entry_new (attributes);
  struct berval value = { 0, NULL };
  char *site = NULL;

  if (directory_entry_read (entry, directory_link_ldap (link), message) &&
      directory_entry_bytes (entry, 0, &value))
    site = directory_site_read ((const guint8 *) value.bv_val, value.bv_len);
  directory_entry_clear (entry);
  return site;
}

/* NULL: no answer, or none that makes sense. Caller frees. */
static char *
ask (DirectoryLink *link, BaseCall *call)
{
  g_autoptr (DirectoryFilter) filter =
      directory_filter_and (directory_filter_equals ("DnsDomain", link->dse->domain),
                            directory_filter_bytes ("NtVer", version, sizeof version), NULL);
  g_autofree char *text = directory_filter_text (filter);
  g_autofree char *site = NULL;
  int type;
  int id = 0;

  if (ldap_search_ext (link->ldap, "", LDAP_SCOPE_BASE, text, (char **) attributes, 0, NULL, NULL,
                       NULL, 1, &id) != LDAP_SUCCESS) {
    directory_link_lose (link);
    return NULL;
  }
  do {
    LDAPMessage *message = NULL;

    type = directory_link_next (link, call, id, LIMIT_MS, &message, NULL);
    if (type == LDAP_RES_SEARCH_ENTRY && site == NULL)
      site = take_site (link, message);
    ldap_msgfree (message);
  } while (type > 0 && type != LDAP_RES_SEARCH_RESULT);
  return g_steal_pointer (&site);
}

gboolean
directory_site_learn (DirectoryLink *link, BaseCall *call, DirectoryPlace *place)
{
  g_autofree char *known = directory_state_site (link->forest);
  g_autofree char *site = NULL;
  guint n;

  if (known != NULL)
    return FALSE;
  site = ask (link, call);
  if (!base_call_check (call, NULL))
    return FALSE;
  directory_state_set_site (link->forest, site != NULL ? site : "");
  if (link->is_lost)
    return TRUE;
  if (site == NULL || *site == '\0' || g_ascii_strcasecmp (site, link->dse->site) == 0)
    return FALSE;

  /* Controllers may answer for sites that they do not lie in. */
  n = directory_locate_near (link->forest, call, DIRECTORY_PORT_DOMAIN, place);
  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (place->hosts[i], link->host) == 0)
      return FALSE;
  return n > 0;
}
