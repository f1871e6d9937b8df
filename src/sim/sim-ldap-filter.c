/* sim-ldap-filter.c - a search filter as it was asked for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ldap-filter.h"

#include "sim-ldap-anr.h"
#include "sim-ldap-ask.h"
#include "sim-ldap-groups.h"

#include <string.h>

#define MOST_DEPTH 40
#define MOST_PARTS 10000

#define RULE_BITS_ALL "1.2.840.113556.1.4.803"
#define RULE_BITS_ANY "1.2.840.113556.1.4.804"
#define RULE_IN_CHAIN "1.2.840.113556.1.4.1941"

/* RFC 4511, 4.5.1 */
enum
{
  TAG_AND = 0xA0,
  TAG_OR = 0xA1,
  TAG_NOT = 0xA2,
  TAG_EQUAL = 0xA3,
  TAG_SUBSTRINGS = 0xA4,
  TAG_AT_LEAST = 0xA5,
  TAG_AT_MOST = 0xA6,
  TAG_PRESENT = 0x87,
  TAG_APPROXIMATE = 0xA8,
  TAG_EXTENSIBLE = 0xA9,
  TAG_INITIAL = 0x80,
  TAG_ANY = 0x81,
  TAG_FINAL = 0x82,
  TAG_RULE = 0x81,
  TAG_TYPE = 0x82,
  TAG_VALUE = 0x83
};

typedef struct
{
  BerElement *ber;
  SimLdapTree *tree;
  SimLdapSide side;
  guint n_left;
} Reader;

static void
free_filter (gpointer data)
{
  sim_ldap_filter_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimLdapFilter, sim_ldap_filter_free)

SimLdapFilter *
sim_ldap_filter_new (SimLdapFilterKind kind)
{
  SimLdapFilter *self = g_new0 (SimLdapFilter, 1);

  self->kind = kind;
  self->attribute = SIM_AT_UNKNOWN;
  self->target = SIM_LDAP_NOTHING;
  if (kind <= SIM_FILTER_NOT)
    self->children = g_ptr_array_new_with_free_func (free_filter);
  return self;
}

void
sim_ldap_filter_free (SimLdapFilter *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->middle, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_array_unref);
  if (self->value != NULL)
    g_string_free (self->value, TRUE);
  g_free (self);
}

void
sim_ldap_filter_add (SimLdapFilter *self, SimLdapFilter *child)
{
  g_ptr_array_add (self->children, child);
}

static gboolean
is_known (SimLdapAttribute attribute, SimLdapSide side)
{
  return attribute != SIM_AT_UNKNOWN &&
         (side == SIM_LDAP_ON_DOMAIN ||
          (sim_ldap_attributes[attribute].traits & SIM_LDAP_IN_CATALOG) != 0);
}

SimLdapFilter *
sim_ldap_filter_new_text (SimLdapFilterKind kind, SimLdapAttribute attribute, SimLdapSide side,
                          const char *folded)
{
  SimLdapFilter *self =
      sim_ldap_filter_new (is_known (attribute, side) ? kind : SIM_FILTER_UNDEFINED);

  self->attribute = attribute;
  self->value = g_string_new (folded);
  return self;
}

/* A class by its name where a category, which is a DN, is wanted. */
static const char *const categories[][2] = {
  { "person", "Person" },
  { "user", "Person" },
  { "contact", "Person" },
  { "group", "Group" },
  { "computer", "Computer" },
  { "container", "Container" },
  { "organizationalUnit", "Organizational-Unit" },
  { "domainDNS", "Domain-DNS" },
  { "crossRef", "Cross-Ref" },
  { "trustedDomain", "Trusted-Domain" },
  { "attributeSchema", "Attribute-Schema" },
  { "serviceConnectionPoint", "Service-Connection-Point" },
  { "msExchExchangeServer", "ms-Exch-Exchange-Server" },
};

static void
set_dn (Reader *reader, SimLdapFilter *self, const struct berval *value)
{
  const char *text = value->bv_val;

  for (guint i = 0; self->attribute == SIM_AT_OBJECT_CATEGORY && i < G_N_ELEMENTS (categories); i++)
    if (g_ascii_strncasecmp (categories[i][0], text, value->bv_len) == 0 &&
        strlen (categories[i][0]) == value->bv_len) {
      g_autofree char *dn = g_strconcat ("cn=", categories[i][1], "," SIM_LDAP_SCHEMA_NC, NULL);

      sim_ldap_text_fold (self->value, dn, strlen (dn));
      return;
    }

  self->target = sim_ldap_tree_find_dn (reader->tree, text, value->bv_len);
  if (self->target != SIM_LDAP_NOTHING)
    text = sim_ldap_tree_dn (reader->tree, self->target);
  sim_ldap_text_fold (self->value, text,
                      self->target != SIM_LDAP_NOTHING ? strlen (text) : value->bv_len);
}

static void
set_bytes (SimLdapFilter *self, const struct berval *value)
{
  guint8 guid[SIM_LDAP_GUID_SIZE];
  g_autofree char *text = g_strndup (value->bv_val, value->bv_len);

  if (value->bv_len >= 32 && sim_ldap_text_parse_guid (text, guid))
    g_string_append_len (self->value, (const char *) guid, sizeof guid);
  else
    g_string_append_len (self->value, value->bv_val, (gssize) value->bv_len);
}

/* The value as the attribute's values are compared with; what can be none makes it undefined. */
static void
set_value (Reader *reader, SimLdapFilter *self, const struct berval *value)
{
  g_autofree char *text = g_strndup (value->bv_val, value->bv_len);

  self->value = g_string_new (NULL);
  switch (sim_ldap_attributes[self->attribute].syntax) {
  case SIM_LDAP_DN:
    set_dn (reader, self, value);
    break;
  case SIM_LDAP_NUMBER:
    if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &self->number, NULL))
      self->kind = SIM_FILTER_UNDEFINED;
    break;
  case SIM_LDAP_BYTES:
    set_bytes (self, value);
    break;
  case SIM_LDAP_SID:
    if (g_ascii_strncasecmp (text, "S-", 2) == 0)
      sim_ldap_text_append_sid (self->value, text);
    else
      g_string_append_len (self->value, value->bv_val, (gssize) value->bv_len);
    break;
  case SIM_LDAP_TEXT:
  case SIM_LDAP_FLAG:
  case SIM_LDAP_TIME:
    sim_ldap_text_fold (self->value, value->bv_val, value->bv_len);
    break;
  }
}

static SimLdapFilter *
make_leaf (Reader *reader, SimLdapFilterKind kind, const struct berval *name,
           const struct berval *value)
{
  SimLdapAttribute attribute = sim_ldap_schema_find (name->bv_val, name->bv_len);
  SimLdapFilter *self = sim_ldap_filter_new (kind);

  self->attribute = attribute;
  if (!is_known (attribute, reader->side))
    self->kind = SIM_FILTER_UNDEFINED;
  else if (value != NULL)
    set_value (reader, self, value);
  return self;
}

static gboolean
is_named (const struct berval *name, const char *what)
{
  return name->bv_len == strlen (what) &&
         g_ascii_strncasecmp (name->bv_val, what, name->bv_len) == 0;
}

static SimLdapFilter *
read_comparison (Reader *reader, SimLdapFilterKind kind)
{
  struct berval name;
  struct berval value;

  if (ber_scanf (reader->ber, "{") == LBER_ERROR || !sim_ldap_ask_bytes (reader->ber, &name) ||
      !sim_ldap_ask_bytes (reader->ber, &value))
    return NULL;
  if (is_named (&name, "anr"))
    return sim_ldap_anr_expand (value.bv_val, value.bv_len, reader->side);
  return make_leaf (reader, kind, &name, &value);
}

static gboolean
read_part (Reader *reader, SimLdapFilter *self, ber_tag_t tag)
{
  struct berval part;
  GString *folded;

  if (self->has_end || !sim_ldap_ask_bytes (reader->ber, &part))
    return FALSE;
  if (tag == TAG_INITIAL) {
    if (self->middle->len > 0 || self->value->len > 0)
      return FALSE;
    sim_ldap_text_fold (self->value, part.bv_val, part.bv_len);
    return TRUE;
  }

  folded = g_string_new (NULL);
  sim_ldap_text_fold (folded, part.bv_val, part.bv_len);
  g_ptr_array_add (self->middle, g_string_free (folded, FALSE));
  self->has_end = tag == TAG_FINAL;
  return tag == TAG_ANY || tag == TAG_FINAL;
}

static SimLdapFilter *
read_substrings (Reader *reader)
{
  g_autoptr (SimLdapFilter) self = NULL;
  struct berval name;
  ber_len_t length;
  char *last;

  if (ber_scanf (reader->ber, "{") == LBER_ERROR || !sim_ldap_ask_bytes (reader->ber, &name))
    return NULL;

  self = make_leaf (reader, SIM_FILTER_PARTS, &name, NULL);
  self->value = g_string_new (NULL);
  self->middle = g_ptr_array_new_with_free_func (g_free);
  for (ber_tag_t tag = ber_first_element (reader->ber, &length, &last); tag != LBER_DEFAULT;
       tag = ber_next_element (reader->ber, &length, last))
    if (reader->n_left-- == 0 || !read_part (reader, self, tag))
      return NULL;
  if (self->value->len == 0 && self->middle->len == 0)
    return NULL;
  if (is_named (&name, "anr")) /* "anr=jo*" is asked, although the star says nothing new */
    return sim_ldap_anr_expand (self->value->str, self->value->len, reader->side);
  if (self->kind == SIM_FILTER_PARTS &&
      sim_ldap_attributes[self->attribute].syntax != SIM_LDAP_TEXT)
    self->kind = SIM_FILTER_UNDEFINED;
  return g_steal_pointer (&self);
}

static SimLdapFilter *
read_present (Reader *reader)
{
  struct berval name;

  if (!sim_ldap_ask_bytes (reader->ber, &name))
    return NULL;
  return make_leaf (reader, SIM_FILTER_PRESENT, &name, NULL);
}

static SimLdapFilterKind
find_rule (const struct berval *rule)
{
  if (rule->bv_len == 0)
    return SIM_FILTER_EQUAL;
  if (is_named (rule, RULE_BITS_ALL))
    return SIM_FILTER_BITS_ALL;
  if (is_named (rule, RULE_BITS_ANY))
    return SIM_FILTER_BITS_ANY;
  return is_named (rule, RULE_IN_CHAIN) ? SIM_FILTER_IN_CHAIN : SIM_FILTER_UNDEFINED;
}

static SimLdapFilter *
read_extensible (Reader *reader)
{
  struct berval rule = { 0 };
  struct berval name = { 0 };
  struct berval value = { 0 };
  ber_len_t length;
  char *last;
  SimLdapFilter *self;
  SimLdapSyntax syntax;

  for (ber_tag_t tag = ber_first_element (reader->ber, &length, &last); tag != LBER_DEFAULT;
       tag = ber_next_element (reader->ber, &length, last)) {
    struct berval part;

    if (!sim_ldap_ask_bytes (reader->ber, &part))
      return NULL;
    if (tag == TAG_RULE)
      rule = part;
    else if (tag == TAG_TYPE)
      name = part;
    else if (tag == TAG_VALUE)
      value = part;
  }
  if (name.bv_val == NULL || value.bv_val == NULL)
    return sim_ldap_filter_new (SIM_FILTER_UNDEFINED);

  self = make_leaf (reader, find_rule (&rule), &name, &value);
  if (self->kind == SIM_FILTER_UNDEFINED)
    return self;
  syntax = sim_ldap_attributes[self->attribute].syntax;
  if (self->kind == SIM_FILTER_IN_CHAIN
          ? syntax != SIM_LDAP_DN
          : self->kind != SIM_FILTER_EQUAL && syntax != SIM_LDAP_NUMBER)
    self->kind = SIM_FILTER_UNDEFINED;
  else if (self->kind == SIM_FILTER_IN_CHAIN && self->attribute == SIM_AT_MEMBER_OF)
    self->groups = sim_ldap_groups_closure (reader->tree, self->target);
  return self;
}

static SimLdapFilter *read_any (Reader *reader, guint depth);

static SimLdapFilter *
read_set (Reader *reader, SimLdapFilterKind kind, guint depth)
{
  g_autoptr (SimLdapFilter) self = sim_ldap_filter_new (kind);
  ber_len_t length;
  char *last;

  for (ber_tag_t tag = ber_first_element (reader->ber, &length, &last); tag != LBER_DEFAULT;
       tag = ber_next_element (reader->ber, &length, last)) {
    SimLdapFilter *child = read_any (reader, depth + 1);

    if (child == NULL)
      return NULL;
    sim_ldap_filter_add (self, child);
  }
  return kind != SIM_FILTER_NOT || self->children->len == 1 ? g_steal_pointer (&self) : NULL;
}

static SimLdapFilter *
read_any (Reader *reader, guint depth)
{
  ber_len_t length;

  if (depth > MOST_DEPTH || reader->n_left == 0)
    return NULL;

  reader->n_left--;
  switch (ber_peek_tag (reader->ber, &length)) {
  case TAG_AND:
    return read_set (reader, SIM_FILTER_AND, depth);
  case TAG_OR:
    return read_set (reader, SIM_FILTER_OR, depth);
  case TAG_NOT:
    return read_set (reader, SIM_FILTER_NOT, depth);
  case TAG_EQUAL:
  case TAG_APPROXIMATE:
    return read_comparison (reader, SIM_FILTER_EQUAL);
  case TAG_SUBSTRINGS:
    return read_substrings (reader);
  case TAG_AT_LEAST:
    return read_comparison (reader, SIM_FILTER_AT_LEAST);
  case TAG_AT_MOST:
    return read_comparison (reader, SIM_FILTER_AT_MOST);
  case TAG_PRESENT:
    return read_present (reader);
  case TAG_EXTENSIBLE:
    return read_extensible (reader);
  default:
    return NULL;
  }
}

SimLdapFilter *
sim_ldap_filter_read (BerElement *ber, SimLdapTree *tree, SimLdapSide side)
{
  return read_any (&(Reader){ ber, tree, side, MOST_PARTS }, 0);
}
