/* sim-ldap-anr.c - ambiguous name resolution
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-anr.h"

#include <string.h>

/* Those with the flag in the schema of a forest that has Exchange. Not mail, not the UPN. */
static const SimLdapAttribute attributes[] = {
  SIM_AT_DISPLAY_NAME,
  SIM_AT_GIVEN_NAME,
  SIM_AT_SN,
  SIM_AT_NAME,
  SIM_AT_OFFICE,
  SIM_AT_PROXY_ADDRESSES,
  SIM_AT_SAM_ACCOUNT_NAME,
  SIM_AT_MAIL_NICKNAME,
};

static void
add_both (SimLdapFilter *self, SimLdapFilterKind kind, SimLdapSide side, const char *given,
          const char *family)
{
  SimLdapFilter *both = sim_ldap_filter_new (SIM_FILTER_AND);

  sim_ldap_filter_add (both, sim_ldap_filter_new_text (kind, SIM_AT_GIVEN_NAME, side, given));
  sim_ldap_filter_add (both, sim_ldap_filter_new_text (kind, SIM_AT_SN, side, family));
  sim_ldap_filter_add (self, both);
}

SimLdapFilter *
sim_ldap_anr_expand (const char *text, gsize size, SimLdapSide side)
{
  SimLdapFilter *self = sim_ldap_filter_new (SIM_FILTER_OR);
  SimLdapFilterKind kind = size > 0 && *text == '=' ? SIM_FILTER_EQUAL : SIM_FILTER_PARTS;
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *blank;

  if (kind == SIM_FILTER_EQUAL)
    text++, size--;
  while (size > 0 && *text == ' ')
    text++, size--;
  sim_ldap_text_fold (folded, text, size);
  if (folded->len == 0 || strcmp (folded->str, "*") == 0)
    return self; /* nobody */

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    sim_ldap_filter_add (self, sim_ldap_filter_new_text (kind, attributes[i], side, folded->str));
  sim_ldap_filter_add (
      self, sim_ldap_filter_new_text (SIM_FILTER_EQUAL, SIM_AT_LEGACY_DN, side, folded->str));

  blank = strchr (folded->str, ' ');
  if (blank != NULL && blank[1] != '\0') {
    g_autofree char *first = g_strndup (folded->str, (gsize) (blank - folded->str));

    add_both (self, kind, side, first, blank + 1);
    add_both (self, kind, side, blank + 1, first);
  }
  return self;
}
