/* sim-ldap-reply.c - answers as they travel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-reply.h"

#define TAG_REFERRAL ((ber_tag_t) 0xA3)
#define TAG_NAME ((ber_tag_t) 0x8A)
#define TAG_VALUE ((ber_tag_t) 0x8B)
#define TAG_CONTROLS ((ber_tag_t) 0xA0)

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
write_paging (BerElement *out, const struct berval *cookie)
{
  BerElement *value = ber_alloc_t (LBER_USE_DER);
  struct berval bytes;

  ber_printf (value, "{iO}", 0, cookie); /* 0: how many there are is not known */
  ber_flatten2 (value, &bytes, 0);
  ber_printf (out, "t{{sO}}", TAG_CONTROLS, SIM_LDAP_CONTROL_PAGED, &bytes);
  ber_free (value, 1);
}

void
sim_ldap_reply_result (BerElement *out, ber_int_t id, ber_tag_t tag, const SimLdapResult *result)
{
  ber_printf (out, "{it{ess", id, tag, (ber_int_t) result->code, or_empty (result->matched),
              or_empty (result->text));
  if (result->referral != NULL)
    ber_printf (out, "t{s}", TAG_REFERRAL, result->referral);
  if (result->name != NULL)
    ber_printf (out, "ts", TAG_NAME, result->name);
  if (result->value != NULL)
    ber_printf (out, "ts", TAG_VALUE, result->value);
  ber_printf (out, "}");
  if (result->cookie != NULL)
    write_paging (out, result->cookie);
  ber_printf (out, "}");
}

void
sim_ldap_reply_reference (BerElement *out, ber_int_t id, const char *url)
{
  ber_printf (out, "{it{s}}", id, (ber_tag_t) SIM_LDAP_REFERENCE, url);
}

static void
free_bytes (gpointer data)
{
  ber_bvfree (data);
}

GBytes *
sim_ldap_reply_take (BerElement *out)
{
  struct berval *flat = NULL;
  GBytes *bytes;

  if (ber_flatten (out, &flat) != 0)
    g_error ("an answer could not be written");
  bytes = g_bytes_new_with_free_func (flat->bv_val, flat->bv_len, free_bytes, flat);
  ber_free (out, 1);
  return bytes;
}
