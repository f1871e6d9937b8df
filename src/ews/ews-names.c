/* ews-names.c - ResolveNames
 *
 * Quirks: more than one match is a Warning with data, no match an Error. ReturnFullContactData is
 * required by the schema; which contact data is known from 2010 SP2 on only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-names.h"

#include "base-error.h"
#include "base-text.h"
#include "ews-answer.h"

#define MOST_NAME_CHARS 256

static void
encode (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  wire_xml_open (xml, "m:ResolveNames");
  wire_xml_put (xml, "ReturnFullContactData", "true");
  wire_xml_put (xml, "SearchScope", "ActiveDirectory");
  if (version <= EWS_VERSION_2010_SP2)
    wire_xml_put (xml, "ContactDataShape", "AllProperties"); /* for the department */
  wire_xml_leaf (xml, "m:UnresolvedEntry", ask->data);
  wire_xml_close (xml);
}

static gboolean
is_or_missing (const xmlNode *parent, const char *name, const char *word)
{
  g_autofree char *text = wire_xml_child_text (parent, EWS_NS_TYPES, name);

  return text == NULL || *text == '\0' || g_ascii_strcasecmp (text, word) == 0;
}

ExchangePerson *
ews_names_person (const xmlNode *where, const char *name, const char *department)
{
  g_autofree char *mail = wire_xml_child_text (where, EWS_NS_TYPES, "EmailAddress");
  g_autofree char *own_name = wire_xml_child_text (where, EWS_NS_TYPES, "Name");
  g_autofree char *shown = NULL;
  g_autofree char *shown_department = NULL;
  g_autofree char *id = NULL;

  if (mail == NULL || !base_text_is_address (mail) ||
      !is_or_missing (where, "RoutingType", "SMTP") ||
      !is_or_missing (where, "MailboxType", "Mailbox"))
    return NULL;

  if (name == NULL || *name == '\0')
    name = own_name != NULL && *own_name != '\0' ? own_name : mail;
  shown = base_text_for_display (name, MOST_NAME_CHARS);
  shown_department = base_text_for_display (department != NULL ? department : "", MOST_NAME_CHARS);
  id = g_utf8_strdown (mail, -1);
  return exchange_person_new (&(ExchangePerson){ .id = id,
                                                 .name = shown,
                                                 .mail = mail,
                                                 .department = shown_department,
                                                 .home = EXCHANGE_HOME_HERE });
}

static gboolean
decode (const EwsAnswer *answer, GPtrArray *people, gboolean *ret_is_complete, GError **error)
{
  const xmlNode *set = wire_xml_need (answer->message, EWS_NS_MESSAGES, "ResolutionSet", error);
  const xmlNode *one = wire_xml_child (set, EWS_NS_TYPES, "Resolution");
  g_autofree char *is_last = NULL;

  if (set == NULL)
    return FALSE;

  for (; one != NULL; one = wire_xml_next (one, EWS_NS_TYPES, "Resolution")) {
    const xmlNode *contact = wire_xml_child (one, EWS_NS_TYPES, "Contact");
    g_autofree char *department = wire_xml_child_text (contact, EWS_NS_TYPES, "Department");
    ExchangePerson *person =
        ews_names_person (wire_xml_child (one, EWS_NS_TYPES, "Mailbox"), NULL, department);

    if (person != NULL)
      g_ptr_array_add (people, person);
  }
  is_last = wire_xml_attribute (set, "IncludesLastItemInRange");
  *ret_is_complete = g_strcmp0 (is_last, "false") != 0 && g_strcmp0 (is_last, "0") != 0;
  return TRUE;
}

GPtrArray *
ews_names_resolve (BaseCall *call, EwsServer *server, const char *text, gboolean *ret_is_complete,
                   GError **error)
{
  EwsAsk ask = { .operation = "ResolveNames", .encode = encode, .data = text };
  g_autoptr (GPtrArray) people =
      g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  g_autoptr (GError) why = NULL;
  g_autoptr (EwsAnswer) answer = NULL;
  gboolean is_complete = TRUE;

  answer = ews_ask_directory (call, server, &ask, &why);
  if (answer == NULL &&
      g_strcmp0 (base_error_facts (why)->server_code, "ErrorNameResolutionNoResults") != 0) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  if (answer != NULL && !decode (answer, people, &is_complete, error))
    return NULL;

  if (ret_is_complete != NULL)
    *ret_is_complete = is_complete;
  return g_steal_pointer (&people);
}
