/* directory-link.c - one bound LDAP connection, and waiting on it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-link.h"

#include "base-error.h"
#include "base-text.h"
#include "directory-bind.h"
#include "directory-error.h"
#include "directory-seal.h"

#include <errno.h>
#include <string.h>

#define MOST_LINKS 8
/* How often to look whether a request that did not fit into the socket's buffer can go on. */
#define TURN_MS 250

static const char links_key[] = "directory-links";

static char *
make_key (DirectoryForest *forest, const char *dns, DirectoryPort port)
{
  g_autofree char *domain =
      g_utf8_strdown (dns != NULL && port == DIRECTORY_PORT_DOMAIN ? dns : "", -1);

  return g_strdup_printf ("%p %d %s", (void *) forest, (int) port, domain);
}

static void
free_links (gpointer links)
{
  g_hash_table_unref (links);
}

static GHashTable *
get_links (BaseCall *call)
{
  GHashTable *links = base_call_kept (call, links_key);

  if (links == NULL) {
    links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) directory_link_unref);
    base_call_keep (call, links_key, links, free_links);
  }
  return links;
}

/* Makes room: the one that was not used for the longest time goes. */
static void
drop_oldest (GHashTable *links)
{
  const char *oldest = NULL;
  gint64 oldest_us = G_MAXINT64;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, links);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((DirectoryLink *) value)->used_us < oldest_us) {
      oldest = key;
      oldest_us = ((DirectoryLink *) value)->used_us;
    }
  if (oldest != NULL)
    g_hash_table_remove (links, oldest);
}

DirectoryLink *
directory_link_get (BaseCall *call, DirectoryForest *forest, const char *dns, DirectoryPort port,
                    GError **error)
{
  GHashTable *links = get_links (call);
  g_autofree char *home = directory_state_domain (forest);
  g_autofree char *key = NULL;
  DirectoryLink *link;

  /* By its name the home domain is the same place. */
  if (dns != NULL && home != NULL && g_ascii_strcasecmp (dns, home) == 0)
    dns = NULL;
  key = make_key (forest, dns, port);
  link = g_hash_table_lookup (links, key);

  if (!base_call_check (call, error))
    return NULL;

  if (link != NULL && (link->is_lost || link->n_sign_ins != directory_state_n_sign_ins (forest))) {
    g_hash_table_remove (links, key);
    link = NULL;
  }
  if (link == NULL) {
    guint n_sign_ins = directory_state_n_sign_ins (forest);

    link = directory_bind (forest, call, port == DIRECTORY_PORT_DOMAIN ? dns : NULL, port, error);
    if (link == NULL)
      return NULL;
    link->n_sign_ins = n_sign_ins;
    if (g_hash_table_size (links) >= MOST_LINKS)
      drop_oldest (links);
    g_hash_table_insert (links, g_steal_pointer (&key), link);
  }
  link->used_us = g_get_monotonic_time ();
  return link;
}

LDAP *
directory_link_ldap (DirectoryLink *self)
{
  return self->ldap;
}

const DirectoryDse *
directory_link_dse (DirectoryLink *self)
{
  return self->dse;
}

const char *
directory_link_host (DirectoryLink *self)
{
  return self->host;
}

void
directory_link_lose (DirectoryLink *self)
{
  self->is_lost = TRUE;
}

void
directory_link_set_error (DirectoryLink *self, int code, GError **error)
{
  char *words = NULL;

  ldap_get_option (self->ldap, LDAP_OPT_DIAGNOSTIC_MESSAGE, &words);
  if (code < 0 && code != LDAP_FILTER_ERROR && code != LDAP_PARAM_ERROR)
    directory_link_lose (self);
  directory_error_set (error, self->host, NULL, code, words);
  ldap_memfree (words);
}

/* What came with something else and is in memory by now: poll () does not know of it. */
static gboolean
has_data (DirectoryLink *self)
{
  Sockbuf *buffer = NULL;

  return ldap_get_option (self->ldap, LDAP_OPT_SOCKBUF, &buffer) == LDAP_OPT_SUCCESS &&
         ber_sockbuf_ctrl (buffer, LBER_SB_OPT_DATA_READY, NULL) > 0;
}

/* Until something can be read, the call is at its end, or wait_ms have passed. */
static gboolean
wait_for_data (DirectoryLink *self, BaseCall *call, gint64 wait_ms, GError **error)
{
  GPollFD polled[2] = { { .fd = self->fd, .events = G_IO_IN }, base_call_pollfd (call) };

  if (self->seal != NULL && !directory_seal_flush (self->seal))
    polled[0].events |= G_IO_OUT;
  wait_ms = has_data (self) ? 0 : CLAMP (wait_ms, 0, base_call_left_ms (call));
  (void) g_poll (polled, 2, (int) MIN (wait_ms, TURN_MS));
  return base_call_check (call, error);
}

static int
give_up (DirectoryLink *self, int id, LDAPMessage *message)
{
  ldap_msgfree (message);
  if (!self->is_lost)
    (void) ldap_abandon_ext (self->ldap, id, NULL, NULL);
  return -1;
}

/* number: errno of liblber, which is ERANGE for a message that is larger than it may be. */
static void
set_closed (DirectoryLink *self, int number, GError **error)
{
  const BaseErrorFacts facts = { .reason = "directory-answer", .host = self->host };

  directory_link_lose (self);
  if (number == ERANGE)
    base_error_set_facts (error, BASE_ERROR_PROTOCOL, &facts, "%s: an entry is larger than %d MiB",
                          self->host, DIRECTORY_CONNECT_MOST_BYTES >> 20);
  else
    directory_error_set (error, self->host, NULL, LDAP_SERVER_DOWN, NULL);
}

int
directory_link_next (DirectoryLink *self, BaseCall *call, int id, guint limit_ms, LDAPMessage **ret,
                     GError **error)
{
  gint64 end_us = 0;

  if (!base_call_check (call, error))
    return give_up (self, id, NULL);

  for (;;) {
    struct timeval at_once = { 0, 0 };
    LDAPMessage *message = NULL;
    gint64 now_us;
    int type;

    errno = 0;
    type = ldap_result (self->ldap, id, LDAP_MSG_ONE, &at_once, &message);

    if (type > 0) {
      *ret = message;
      return type;
    }
    if (type < 0) {
      set_closed (self, errno, error);
      return give_up (self, id, message);
    }

    now_us = g_get_monotonic_time ();
    if (end_us == 0)
      end_us = now_us + (gint64) limit_ms * 1000;
    if (now_us >= end_us) {
      directory_error_set (error, self->host, NULL, LDAP_TIMEOUT, NULL);
      return give_up (self, id, NULL);
    }
    if (!wait_for_data (self, call, (end_us - now_us + 999) / 1000, error))
      return give_up (self, id, NULL);
  }
}

void
directory_result_clear (DirectoryResult *self)
{
  g_clear_pointer (&self->words, g_free);
}

void
directory_link_read_result (DirectoryLink *self, LDAPMessage *message, DirectoryResult *ret)
{
  char *words = NULL;
  int code = LDAP_OTHER;
  int parsed = ldap_parse_result (self->ldap, message, &code, NULL, &words, NULL, NULL, 1);

  *ret = (DirectoryResult){ .code = parsed == LDAP_SUCCESS ? code : LDAP_DECODING_ERROR,
                            .words = base_text_for_display (words != NULL ? words : "", 500) };
  ldap_memfree (words);
}

gboolean
directory_link_result (DirectoryLink *self, BaseCall *call, int id, guint limit_ms,
                       DirectoryResult *ret, GError **error)
{
  LDAPMessage *message = NULL;

  if (directory_link_next (self, call, id, limit_ms, &message, error) < 0)
    return FALSE;
  directory_link_read_result (self, message, ret);
  return TRUE;
}
