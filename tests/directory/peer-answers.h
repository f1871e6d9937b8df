/* peer-answers.h - what the directory of peer.h says, which alone includes this
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

typedef struct
{
  Peer *peer;
  GIOStream *base;
  GIOStream *stream;
  gboolean is_safe;
  gboolean is_over;
  guint n_sent; /* entries of pages without an end */
} PeerTalk;

static void
peer_write (PeerTalk *talk, BerElement *ber)
{
  struct berval bytes;

  ber_flatten2 (ber, &bytes, 0);
  if (!g_output_stream_write_all (g_io_stream_get_output_stream (talk->stream), bytes.bv_val,
                                  bytes.bv_len, NULL, talk->peer->stop, NULL))
    talk->is_over = TRUE;
  ber_free (ber, 1);
}

/* cookie: NULL for an answer without the control of pages. */
static void
peer_answer (PeerTalk *talk, int id, int type, int code, const char *words, const char *cookie)
{
  BerElement *ber = ber_alloc_t (LBER_USE_DER);

  ber_printf (ber, "{it{ess}", id, type, code, "", words);
  if (cookie != NULL) {
    BerElement *value = ber_alloc_t (LBER_USE_DER);
    struct berval bytes;

    ber_printf (value, "{is}", 0, cookie);
    ber_flatten2 (value, &bytes, 0);
    ber_printf (ber, "t{{sO}}", (ber_tag_t) LDAP_TAG_CONTROLS, LDAP_CONTROL_PAGEDRESULTS, &bytes);
    ber_free (value, 1);
  }
  ber_printf (ber, "}");
  peer_write (talk, ber);
}

static void
peer_add (BerElement *ber, const char *name, const char *value)
{
  ber_printf (ber, "{s[s]}", name, value);
}

static void
peer_send_root (PeerTalk *talk, int id)
{
  Peer *self = talk->peer;
  BerElement *ber = ber_alloc_t (LBER_USE_DER);

  ber_printf (ber, "{it{s{", id, (ber_tag_t) LDAP_RES_SEARCH_ENTRY, "");
  if (!self->is_other)
    ber_printf (ber, "{s[ss]}", "supportedCapabilities", "1.2.840.113556.1.4.800",
                "1.2.840.113556.1.4.1670");
  if (self->has_kerberos)
    peer_add (ber, "supportedSASLMechanisms", "GSS-SPNEGO");
  peer_add (ber, "dnsHostName", self->host);
  peer_add (ber, "defaultNamingContext", self->base);
  peer_add (ber, "rootDomainNamingContext", self->base);
  peer_add (ber, "configurationNamingContext", "CN=Configuration,DC=corp,DC=test");
  peer_add (ber, "dsServiceName",
            "CN=NTDS Settings,CN=DC1,CN=Servers,CN=Graz,CN=Sites,CN=Configuration,DC=corp,DC=test");
  peer_add (ber, "isSynchronized", self->is_behind ? "FALSE" : "TRUE");
  if (self->netlogon != NULL) {
    gsize size;
    struct berval value = { 0, (char *) g_bytes_get_data (self->netlogon, &size) };

    value.bv_len = size;
    ber_printf (ber, "{s[O]}", "netlogon", &value);
  }
  ber_printf (ber, "}}}");
  peer_write (talk, ber);
  peer_answer (talk, id, LDAP_RES_SEARCH_RESULT, LDAP_SUCCESS, "", NULL);
}

static void
peer_send_entry (PeerTalk *talk, int id, guint n)
{
  Peer *self = talk->peer;
  BerElement *ber = ber_alloc_t (LBER_USE_DER);
  g_autofree char *dn = g_strdup_printf ("CN=Ann %u,DC=corp,DC=test", n);
  struct berval value = { 3, (char *) "Ann" };

  if (self->value != NULL) {
    gsize size;

    value.bv_val = (char *) g_bytes_get_data (self->value, &size);
    value.bv_len = size;
  }
  ber_printf (ber, "{it{s{", id, (ber_tag_t) LDAP_RES_SEARCH_ENTRY, dn);
  ber_printf (ber, "{s[O]}", "displayName", &value);
  if (self->range != NULL)
    ber_printf (ber, "{s[ss]}", self->range, "CN=One", "CN=Two");
  ber_printf (ber, "}}}");
  peer_write (talk, ber);
}

static void
peer_send_reference (PeerTalk *talk, int id)
{
  BerElement *ber = ber_alloc_t (LBER_USE_DER);

  ber_printf (ber, "{it{s}}", id, (ber_tag_t) LDAP_RES_SEARCH_REFERENCE,
              "ldap://127.0.0.1:9/DC=elsewhere");
  peer_write (talk, ber);
}

static gboolean
peer_stops (PeerTalk *talk, PeerStage stage)
{
  Peer *self = talk->peer;
  gboolean is_cut = self->cut_at == stage;

  if (is_cut && self->n_cuts > 0 && --self->n_cuts == 0)
    self->cut_at = PEER_NEVER;
  talk->is_over = talk->is_over || is_cut;
  if (self->silent_at == stage)
    g_atomic_int_inc (&self->n_silent);
  return is_cut || self->silent_at == stage;
}

/* Until the test is over. */
static void
peer_wait (Peer *self)
{
  GPollFD stop;

  if (!g_cancellable_make_pollfd (self->stop, &stop))
    return;
  g_poll (&stop, 1, -1);
  g_cancellable_release_fd (self->stop);
}

static void
peer_bind (PeerTalk *talk, int id, BerElement *ber)
{
  Peer *self = talk->peer;
  struct berval name, password;
  ber_int_t version;
  ber_len_t length;
  ber_tag_t method;
  gboolean is_good;

  ber_scanf (ber, "{im", &version, &name);
  method = ber_peek_tag (ber, &length);
  ber_scanf (ber, "m", &password);
  g_mutex_lock (&self->lock);
  self->n_binds++;
  if (!talk->is_safe && method == LDAP_AUTH_SIMPLE)
    self->n_clear_binds++;
  g_mutex_unlock (&self->lock);

  if (peer_stops (talk, PEER_AT_BIND))
    return;
  is_good = password.bv_len == strlen (PEER_PASSWORD) &&
            memcmp (password.bv_val, PEER_PASSWORD, password.bv_len) == 0;
  peer_answer (talk, id, LDAP_RES_BIND, is_good ? LDAP_SUCCESS : LDAP_INVALID_CREDENTIALS,
               is_good ? "" : self->words, NULL);
}

/* Of the control of pages: the size, -1 when it is not there. */
static ber_int_t
peer_page_size (BerElement *ber)
{
  ber_int_t size = -1;
  ber_len_t length;
  struct berval oid, value, cookie;
  ber_int_t critical;
  BerElement *inner;

  if (ber_peek_tag (ber, &length) != LDAP_TAG_CONTROLS)
    return -1;
  if (ber_scanf (ber, "{{mbm", &oid, &critical, &value) == LBER_ERROR)
    return -1;
  inner = ber_init (&value);
  if (ber_scanf (inner, "{im}", &size, &cookie) == LBER_ERROR)
    size = -1;
  ber_free (inner, 1);
  return size;
}

static void
peer_search (PeerTalk *talk, int id, BerElement *ber)
{
  Peer *self = talk->peer;
  struct berval base;
  ber_int_t scope, deref, size, limit, types;
  ber_int_t page;
  guint n;

  ber_scanf (ber, "{meeiibxx}", &base, &scope, &deref, &size, &limit, &types);
  if (base.bv_len == 0 && scope == LDAP_SCOPE_BASE) {
    if (!peer_stops (talk, PEER_AT_ROOT))
      peer_send_root (talk, id);
    return;
  }

  page = peer_page_size (ber);
  if (page == 0) {
    self->n_ended_sets++;
    peer_answer (talk, id, LDAP_RES_SEARCH_RESULT, LDAP_SUCCESS, "", "");
    return;
  }
  if (peer_stops (talk, PEER_AT_SEARCH))
    return;
  for (n = 0; (n < self->n_entries || self->is_flood) && !talk->is_over; n++)
    peer_send_entry (talk, id, self->is_endless && !self->is_repeating ? talk->n_sent++ : n);
  for (n = 0; n < self->n_references; n++)
    peer_send_reference (talk, id);
  if (peer_stops (talk, PEER_AFTER_ENTRIES))
    return;
  peer_answer (talk, id, LDAP_RES_SEARCH_RESULT, self->code, "", self->is_endless ? "more" : "");
}

static void
peer_start_tls (PeerTalk *talk, int id)
{
  Peer *self = talk->peer;
  gboolean is_good = self->certificate != NULL;

  if (peer_stops (talk, PEER_AT_START_TLS))
    return;
  peer_answer (talk, id, LDAP_RES_EXTENDED, is_good ? LDAP_SUCCESS : LDAP_UNAVAILABLE, "", NULL);
  if (!is_good)
    return;
  if (peer_stops (talk, PEER_AFTER_START_TLS)) {
    peer_wait (self);
    talk->is_over = TRUE;
    return;
  }
  g_object_unref (talk->stream);
  talk->stream = g_tls_server_connection_new (talk->base, self->certificate, NULL);
  talk->is_safe = TRUE;
}

static void
peer_serve (PeerTalk *talk, GByteArray *message)
{
  struct berval bytes = { message->len, (char *) message->data };
  BerElement *ber = ber_init (&bytes);
  ber_int_t id = 0;
  ber_len_t length;
  ber_tag_t type;

  ber_scanf (ber, "{i", &id);
  type = ber_peek_tag (ber, &length);
  if (type == LDAP_REQ_BIND)
    peer_bind (talk, id, ber);
  else if (type == LDAP_REQ_SEARCH)
    peer_search (talk, id, ber);
  else if (type == LDAP_REQ_EXTENDED)
    peer_start_tls (talk, id);
  else if (type == LDAP_REQ_ABANDON)
    talk->peer->n_abandoned++;
  else
    talk->is_over = TRUE;
  ber_free (ber, 1);
}
