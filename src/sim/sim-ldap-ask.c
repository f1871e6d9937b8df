/* sim-ldap-ask.c - an LDAP message as it came
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-ask.h"

#include <string.h>

#define TAG_CONTROLS 0xA0
#define TAG_BOOLEAN 0x01
#define TAG_OCTETS 0x04
#define MOST_CONTROLS 32

BerElement *
sim_ldap_ask_reader (const struct berval *bytes)
{
  BerElement *reader = ber_alloc_t (0);
  struct berval copy = *bytes;

  ber_init2 (reader, &copy, 0);
  return reader;
}

void
sim_ldap_ask_reader_free (BerElement *reader)
{
  if (reader != NULL)
    ber_free (reader, 0); /* not the bytes */
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BerElement, sim_ldap_ask_reader_free)

gboolean
sim_ldap_ask_bytes (BerElement *reader, struct berval *ret)
{
  return ber_skip_element (reader, ret) != LBER_DEFAULT;
}

static gboolean
is_oid (const struct berval *oid, const char *what)
{
  return oid->bv_len == strlen (what) && memcmp (oid->bv_val, what, oid->bv_len) == 0;
}

static gboolean
read_paging (SimLdapAsk *self, const struct berval *value)
{
  g_autoptr (BerElement) reader = sim_ldap_ask_reader (value);

  self->is_paged = TRUE;
  return ber_scanf (reader, "{i", &self->page_size) != LBER_ERROR &&
         sim_ldap_ask_bytes (reader, &self->cookie) && self->page_size >= 0;
}

static gboolean
take_control (SimLdapAsk *self, const struct berval *oid, gboolean is_critical,
              const struct berval *value)
{
  if (is_oid (oid, SIM_LDAP_CONTROL_PAGED))
    return value->bv_val != NULL && read_paging (self, value);
  if (is_oid (oid, SIM_LDAP_CONTROL_DELETED))
    self->with_deleted = TRUE;
  else if (is_oid (oid, SIM_LDAP_CONTROL_DOMAIN_SCOPE))
    self->without_references = TRUE;
  else if (is_critical)
    self->has_unknown_control = TRUE;
  return TRUE;
}

/* Each is { oid, critical (may be missing), value (may be missing) }. */
static gboolean
read_control (SimLdapAsk *self, const struct berval *content)
{
  g_autoptr (BerElement) reader = sim_ldap_ask_reader (content);
  struct berval oid;
  struct berval value = { 0 };
  ber_int_t is_critical = 0;
  ber_len_t length;
  ber_tag_t tag;

  if (!sim_ldap_ask_bytes (reader, &oid))
    return FALSE;
  tag = ber_peek_tag (reader, &length);
  if (tag == TAG_BOOLEAN) {
    if (ber_scanf (reader, "b", &is_critical) == LBER_ERROR)
      return FALSE;
    tag = ber_peek_tag (reader, &length);
  }
  if (tag == TAG_OCTETS && !sim_ldap_ask_bytes (reader, &value))
    return FALSE;
  return take_control (self, &oid, is_critical != 0, &value);
}

static gboolean
read_controls (SimLdapAsk *self, const struct berval *content)
{
  g_autoptr (BerElement) reader = sim_ldap_ask_reader (content);
  struct berval control;
  guint n = 0;

  while (ber_skip_element (reader, &control) != LBER_DEFAULT)
    if (++n > MOST_CONTROLS || !read_control (self, &control))
      return FALSE;
  return TRUE;
}

gboolean
sim_ldap_ask_read (SimLdapAsk *self, const struct berval *message)
{
  g_autoptr (BerElement) reader = sim_ldap_ask_reader (message);
  struct berval controls;
  ber_tag_t tag;

  *self = (SimLdapAsk){ 0 };
  if (ber_scanf (reader, "{i", &self->id) == LBER_ERROR || self->id < 0)
    return FALSE;

  self->operation = ber_skip_element (reader, &self->content);
  if (self->operation == LBER_DEFAULT)
    return FALSE;
  tag = ber_skip_element (reader, &controls);
  return tag == LBER_DEFAULT || tag != TAG_CONTROLS || read_controls (self, &controls);
}
