/* sim-ews-people.c - FindPeople and ResolveNames: the address book
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-ews.h"

#include "sim-search.h"

#include "wire-xml-read.h"

#include <string.h>

#define MOST_PEOPLE_A_PAGE 1000
#define MOST_RESOLVED 100

static void
write_number (WireXml *xml, const char *name, guint number)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", number);
  wire_xml_leaf (xml, name, text);
}

static void
write_mailbox (const SimAsk *ask, WireXml *xml, const char *element, guint person)
{
  g_autofree char *name = sim_people_name (ask->world->people, person);

  wire_xml_open (xml, element);
  wire_xml_leaf (xml, "t:Name", name);
  wire_xml_leaf (xml, "t:EmailAddress", sim_people_address (ask->world->people, person));
  wire_xml_leaf (xml, "t:RoutingType", "SMTP");
  wire_xml_leaf (xml, "t:MailboxType", "Mailbox");
  wire_xml_close (xml);
}

/* Which properties of a person were asked for. */
typedef enum
{
  WANTS_NAME = 1 << 0,
  WANTS_ADDRESS = 1 << 1,
  WANTS_ADDRESSES = 1 << 2,
  WANTS_DEPARTMENT = 1 << 3,
  WANTS_DEFAULT = WANTS_NAME | WANTS_ADDRESS | WANTS_ADDRESSES | WANTS_DEPARTMENT
} Wants;

static const struct
{
  const char *field;
  Wants wants;
} fields[] = {
  { "persona:DisplayName", WANTS_NAME },
  { "persona:EmailAddress", WANTS_ADDRESS },
  { "persona:EmailAddresses", WANTS_ADDRESSES },
  { "persona:Departments", WANTS_DEPARTMENT },
};

static Wants
read_shape (const SimAsk *ask)
{
  const xmlNode *shape = wire_xml_child (ask->element, SIM_NS_MESSAGES, "PersonaShape");
  g_autofree char *base = wire_xml_child_text (shape, SIM_NS_TYPES, "BaseShape");
  const xmlNode *more = wire_xml_child (shape, SIM_NS_TYPES, "AdditionalProperties");
  Wants wants = 0;

  if (base == NULL || strcmp (base, "IdOnly") != 0)
    return WANTS_DEFAULT;

  for (const xmlNode *node = wire_xml_child (more, SIM_NS_TYPES, "FieldURI"); node != NULL;
       node = wire_xml_next (node, SIM_NS_TYPES, "FieldURI")) {
    g_autofree char *field = wire_xml_attribute (node, "FieldURI");

    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      if (strcmp (fields[i].field, field) == 0)
        wants |= fields[i].wants;
  }
  return wants;
}

/* A persona is put together from several sources; each value says from which. */
static void
write_departments (WireXml *xml, const char *department)
{
  wire_xml_open (xml, "t:Departments");
  wire_xml_open (xml, "t:StringAttributedValue");
  wire_xml_leaf (xml, "t:Value", department);
  wire_xml_open (xml, "t:Attributions");
  wire_xml_leaf (xml, "t:Attribution", "0");
  wire_xml_close (xml);
  wire_xml_close (xml);
  wire_xml_close (xml);
}

static void
write_persona (const SimAsk *ask, WireXml *xml, Wants wants, guint person)
{
  const SimPeople *people = ask->world->people;
  g_autofree char *plain = g_strdup_printf ("AAUQA/persona/%u", person);
  g_autofree char *id = g_base64_encode ((const guchar *) plain, strlen (plain));
  g_autofree char *name = sim_people_name (people, person);

  wire_xml_open (xml, "t:Persona");
  wire_xml_open (xml, "t:PersonaId");
  wire_xml_put (xml, "Id", id);
  wire_xml_close (xml);
  if ((wants & WANTS_NAME) != 0)
    wire_xml_leaf (xml, "t:DisplayName", name);
  if ((wants & WANTS_ADDRESS) != 0)
    write_mailbox (ask, xml, "t:EmailAddress", person);
  if ((wants & WANTS_ADDRESSES) != 0) {
    wire_xml_open (xml, "t:EmailAddresses");
    write_mailbox (ask, xml, "t:Address", person);
    wire_xml_close (xml);
  }
  if ((wants & WANTS_DEPARTMENT) != 0)
    write_departments (xml, sim_people_department (people, person));
  wire_xml_close (xml);
}

/* An attribute that is a number from 0 to most. */
static gboolean
read_number (const xmlNode *node, const char *name, guint fallback, guint most, guint *ret)
{
  g_autofree char *text = wire_xml_attribute (node, name);
  guint64 number = fallback;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &number, NULL))
    return FALSE;
  *ret = (guint) MIN (number, most);
  return TRUE;
}

typedef struct
{
  const guint32 *people;
  guint total;
  guint first;
  guint n;
} Page;

static void
write_page (const SimAsk *ask, WireXml *xml, const Page *page)
{
  Wants wants = read_shape (ask);

  wire_xml_open (xml, "m:FindPeopleResponse");
  wire_xml_put (xml, "ResponseClass", "Success");
  sim_soap_result (xml, NULL);
  wire_xml_open (xml, "m:People");
  for (guint i = 0; i < page->n; i++)
    write_persona (ask, xml, wants, page->people[page->first + i]);
  wire_xml_close (xml);
  write_number (xml, "m:TotalNumberOfPeopleInView", page->total);
  write_number (xml, "m:FirstMatchingRowIndex", page->first);
  write_number (xml, "m:FirstLoadedRowIndex", page->first);
}

SimOutcome
sim_ews_find_people (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  const xmlNode *view = wire_xml_child (ask->element, SIM_NS_MESSAGES, "IndexedPageItemView");
  const xmlNode *folder = wire_xml_child (ask->element, SIM_NS_MESSAGES, "ParentFolderId");
  g_autofree char *folder_id =
      folder != NULL ? wire_xml_attribute (wire_xml_first (folder), "Id") : NULL;
  g_autofree char *query = wire_xml_child_text (ask->element, SIM_NS_MESSAGES, "QueryString");
  g_autoptr (GArray) found = NULL;
  Page page = { sim_people_order (ask->world->people), sim_people_count (ask->world->people), 0,
                0 };
  guint most;

  *ret_code = "ErrorInvalidArgument";
  if (!read_number (view, "MaxEntriesReturned", 100, MOST_PEOPLE_A_PAGE, &most) ||
      !read_number (view, "Offset", 0, G_MAXINT32, &page.first))
    return SIM_REFUSED;
  *ret_code = "ErrorFolderNotFound";
  if (folder_id != NULL && strcmp (folder_id, "directory") != 0)
    return SIM_REFUSED;

  if (query != NULL && *query != '\0') {
    found = sim_search (ask->world->people, query);
    page.people = (const guint32 *) (gpointer) found->data;
    page.total = found->len;
  }
  page.first = MIN (page.first, page.total);
  page.n = MIN (most, page.total - page.first);
  write_page (ask, xml, &page);
  return SIM_DONE;
}

/* The people that an entry may mean: the one with that address, or those whose names begin so. */
static GArray *
resolve (const SimAsk *ask, const char *entry)
{
  const SimPeople *people = ask->world->people;
  guint person;

  if (g_ascii_strncasecmp (entry, "smtp:", 5) == 0)
    entry += 5;
  person = sim_people_find (people, entry);
  if (person == SIM_NOBODY)
    person = sim_people_find_secondary (people, entry);
  if (person != SIM_NOBODY) {
    GArray *one = g_array_new (FALSE, FALSE, sizeof (guint32));

    return g_array_append_val (one, person);
  }
  return sim_search (people, entry);
}

static void
write_resolution (const SimAsk *ask, WireXml *xml, guint person, const char *full)
{
  g_autofree char *name = sim_people_name (ask->world->people, person);

  wire_xml_open (xml, "t:Resolution");
  write_mailbox (ask, xml, "t:Mailbox", person);
  if (strcmp (full, "true") == 0) {
    wire_xml_open (xml, "t:Contact");
    wire_xml_leaf (xml, "t:DisplayName", name);
    wire_xml_leaf (xml, "t:ContactSource", "ActiveDirectory");
    wire_xml_leaf (xml, "t:Department", sim_people_department (ask->world->people, person));
    wire_xml_close (xml);
  }
  wire_xml_close (xml);
}

SimOutcome
sim_ews_resolve_names (SimAsk *ask, WireXml *xml, const char **ret_code)
{
  g_autofree char *entry = wire_xml_child_text (ask->element, SIM_NS_MESSAGES, "UnresolvedEntry");
  g_autofree char *full = wire_xml_attribute (ask->element, "ReturnFullContactData");
  g_autoptr (GArray) found = resolve (ask, entry);
  guint n = MIN (found->len, MOST_RESOLVED);
  char number[16];

  if (n == 0) {
    *ret_code = "ErrorNameResolutionNoResults";
    return SIM_REFUSED;
  }

  wire_xml_open (xml, "m:ResolveNamesResponse");
  wire_xml_open (xml, "m:ResponseMessages");
  wire_xml_open (xml, "m:ResolveNamesResponseMessage");
  wire_xml_put (xml, "ResponseClass", n == 1 ? "Success" : "Warning");
  sim_soap_result (xml, n == 1 ? NULL : "ErrorNameResolutionMultipleResults");
  wire_xml_open (xml, "m:ResolutionSet");
  g_snprintf (number, sizeof number, "%u", n);
  wire_xml_put (xml, "TotalItemsInView", number);
  wire_xml_put (xml, "IncludesLastItemInRange", found->len > n ? "false" : "true");
  for (guint i = 0; i < n; i++)
    write_resolution (ask, xml, g_array_index (found, guint32, i), full);
  return SIM_DONE;
}
