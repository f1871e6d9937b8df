/* ews-people.c - FindPeople
 *
 * Quirk: the department has two shapes, t:Department and t:Departments; the second is the one that
 * can be asked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ews-people.h"

#include "base-error.h"
#include "ews-answer.h"
#include "ews-names.h"

#define MOST_ENTRIES 1000 /* in one page, whatever was asked for */

typedef struct
{
  const char *query;
  guint offset;
  guint size;
} FindData;

void
ews_people_page_free (EwsPeoplePage *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->people);
  g_free (self);
}

static void
write_field (WireXml *xml, const char *name)
{
  wire_xml_open (xml, "t:FieldURI");
  wire_xml_put (xml, "FieldURI", name);
  wire_xml_close (xml);
}

static void
write_view (WireXml *xml, const FindData *data)
{
  g_autofree char *size = g_strdup_printf ("%u", data->size);
  g_autofree char *offset = g_strdup_printf ("%u", data->offset);

  wire_xml_open (xml, "m:IndexedPageItemView");
  wire_xml_put (xml, "MaxEntriesReturned", size);
  wire_xml_put (xml, "Offset", offset);
  wire_xml_put (xml, "BasePoint", "Beginning");
  wire_xml_close (xml);
}

static void
encode (WireXml *xml, const EwsAsk *ask, EwsVersion version)
{
  const FindData *data = ask->data;

  wire_xml_open (xml, "m:FindPeople");
  wire_xml_open (xml, "m:PersonaShape");
  wire_xml_leaf (xml, "t:BaseShape", "IdOnly");
  wire_xml_open (xml, "t:AdditionalProperties");
  write_field (xml, "persona:DisplayName");
  write_field (xml, "persona:EmailAddress");
  write_field (xml, "persona:Departments");
  wire_xml_close (xml);
  wire_xml_close (xml);
  write_view (xml, data);
  wire_xml_open (xml, "m:ParentFolderId");
  wire_xml_open (xml, "t:DistinguishedFolderId");
  wire_xml_put (xml, "Id", "directory");
  wire_xml_close (xml);
  wire_xml_close (xml);
  if (data->query != NULL && *data->query != '\0')
    wire_xml_leaf (xml, "m:QueryString", data->query);
  wire_xml_close (xml);
}

static char *
read_department (const xmlNode *persona)
{
  const xmlNode *list = wire_xml_child (persona, EWS_NS_TYPES, "Departments");
  const xmlNode *first = wire_xml_child (list, EWS_NS_TYPES, "StringAttributedValue");

  if (first != NULL)
    return wire_xml_child_text (first, EWS_NS_TYPES, "Value");
  return wire_xml_child_text (persona, EWS_NS_TYPES, "Department");
}

static ExchangePerson *
read_persona (const xmlNode *persona)
{
  g_autofree char *name = wire_xml_child_text (persona, EWS_NS_TYPES, "DisplayName");
  g_autofree char *department = read_department (persona);

  return ews_names_person (wire_xml_child (persona, EWS_NS_TYPES, "EmailAddress"), name,
                           department);
}

static EwsPeoplePage *
decode (const EwsAnswer *answer, GError **error)
{
  const xmlNode *people = wire_xml_child (answer->message, EWS_NS_MESSAGES, "People");
  const xmlNode *one = wire_xml_child (people, EWS_NS_TYPES, "Persona");
  g_autoptr (EwsPeoplePage) page = g_new0 (EwsPeoplePage, 1);
  g_autofree char *total =
      wire_xml_child_text (answer->message, EWS_NS_MESSAGES, "TotalNumberOfPeopleInView");
  guint64 number;

  page->people = g_ptr_array_new_with_free_func ((GDestroyNotify) exchange_person_unref);
  page->total = -1;
  if (total != NULL && g_ascii_string_to_unsigned (total, 10, 0, G_MAXUINT32, &number, NULL))
    page->total = (gint64) number;

  for (; one != NULL; one = wire_xml_next (one, EWS_NS_TYPES, "Persona")) {
    ExchangePerson *person = read_persona (one);

    if (++page->entries > MOST_ENTRIES) {
      exchange_person_unref (person);
      base_error_set (error, BASE_ERROR_PROTOCOL, "the answer holds more people than asked for");
      return NULL;
    }
    if (person != NULL)
      g_ptr_array_add (page->people, person);
  }
  return g_steal_pointer (&page);
}

EwsPeoplePage *
ews_people_find (BaseCall *call, EwsServer *server, const char *query, guint offset, guint size,
                 GError **error)
{
  const FindData data = { query, offset, size };
  EwsAsk ask = {
    .operation = "FindPeople", .encode = encode, .data = &data, .oldest = EWS_VERSION_2013
  };
  g_autoptr (EwsAnswer) answer = ews_ask_directory (call, server, &ask, error);

  return answer != NULL ? decode (answer, error) : NULL;
}
