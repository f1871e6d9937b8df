/* ldap-ask.h - searches and what they found, for tests of the simulated controller */
#pragma once

#include "ldap-filter.h"
#include "ldap-peer.h"

#include "sim-ldap-ask.h"

#define PEOPLE "(sAMAccountType=805306368)"

/* What is asked; attributes by blanks. */
typedef struct
{
  const char *base;
  int scope;
  int most;
  const char *filter;
  const char *attributes;
  int page; /* 0: none */
  const char *cookie;
  const char *control; /* a critical one without a value */
  gboolean types_only;
} Search;

static inline void
write_controls (BerElement *ber, const Search *search)
{
  BerElement *value;
  struct berval bytes;

  if (search->page == 0 && search->control == NULL)
    return;
  ber_printf (ber, "t{", (ber_tag_t) 0xA0);
  if (search->page != 0) {
    value = ber_alloc_t (LBER_USE_DER);
    ber_printf (value, "{is}", MAX (search->page, 0), search->cookie != NULL ? search->cookie : "");
    ber_flatten2 (value, &bytes, 0);
    ber_printf (ber, "{sbO}", SIM_LDAP_CONTROL_PAGED, 1, &bytes);
    ber_free (value, 1);
  }
  if (search->control != NULL)
    ber_printf (ber, "{sb}", search->control, 1);
  ber_printf (ber, "}");
}

static inline void
send_search (LdapClient *client, const Search *search)
{
  BerElement *ber = ber_alloc_t (LBER_USE_DER);
  g_auto (GStrv) words = g_strsplit (search->attributes != NULL ? search->attributes : "", " ", -1);

  ber_printf (ber, "{it{seeiib", ++client->last_id, (ber_tag_t) 0x63, search->base,
              (ber_int_t) search->scope, 0, (ber_int_t) search->most, 0,
              (ber_int_t) search->types_only);
  filter_write (ber, search->filter != NULL ? search->filter : "(objectClass=*)");
  ber_printf (ber, "{");
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      ber_printf (ber, "s", words[i]);
  ber_printf (ber, "}}");
  write_controls (ber, search);
  ber_printf (ber, "}");
  ldap_send (client, ber);
}

static inline LdapAnswer
ask (LdapClient *client, const Search *search)
{
  send_search (client, search);
  return ldap_collect (client);
}

/* All of it, in one line; for short answers. Caller frees. */
static inline char *
join (const LdapAnswer *answer)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < answer->values->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", (char *) answer->values->pdata[i]);
  return g_string_free (all, FALSE);
}

static inline LdapAnswer
ask_extended (LdapClient *client, const char *oid)
{
  BerElement *ber = ber_alloc_t (LBER_USE_DER);

  ber_printf (ber, "{it{ts}}", ++client->last_id, (ber_tag_t) 0x77, (ber_tag_t) 0x80, oid);
  ldap_send (client, ber);
  return ldap_collect (client);
}
