/* cli-person.c - somebody in the directory, as people and check-names print them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-person.h"

#include "base-text.h"
#include "cli-print.h"

#include <glib/gi18n-lib.h>

#define MOST_CHARS 300

/* Exchange tells of a mailbox; only the directory tells what kind it is. */
static gboolean
is_of_directory (const ExchangePerson *person)
{
  return *person->dn != '\0';
}

static void
put (JsonObject *object, const char *name, const char *text)
{
  cli_print_put_text (object, name, *text != '\0' ? text : NULL);
}

JsonObject *
cli_person_json (const ExchangePerson *person)
{
  JsonObject *object = json_object_new ();

  put (object, "id", person->id);
  put (object, "name", person->name);
  put (object, "upn", person->upn);
  put (object, "mail", person->mail);
  put (object, "department", person->department);
  put (object, "kind",
       is_of_directory (person) ? exchange_person_kind_names[person->kind] : "mailbox");
  if (is_of_directory (person))
    json_object_set_boolean_member (object, "enabled", !person->is_disabled);
  else
    json_object_set_null_member (object, "enabled");
  put (object, "dn", person->dn);
  put (object, "logon", person->logon);
  put (object, "domain", person->domain);
  put (object, "title", person->title);
  put (object, "office", person->office);
  put (object, "manager", person->manager);
  return object;
}

/* What tells them apart from others of the same name. Caller frees. */
static char *
address_of (const ExchangePerson *person)
{
  return *person->mail != '\0' ? g_strdup (person->mail) : exchange_person_any_upn (person);
}

/* The account of a shared mailbox or a room is always disabled: there it says nothing. */
static gboolean
is_disabled_person (const ExchangePerson *person)
{
  return person->is_disabled &&
         (person->kind == EXCHANGE_PERSON_USER || person->kind == EXCHANGE_PERSON_MAIL_USER ||
          person->kind == EXCHANGE_PERSON_ACCOUNT);
}

char *
cli_person_line (const ExchangePerson *person)
{
  g_autofree char *address = address_of (person);
  g_autoptr (GString) line = g_string_new (person->name);

  if (*address != '\0')
    g_string_append_printf (line, " <%s>", address);
  if (*person->department != '\0')
    g_string_append_printf (line, "  %s", person->department);
  if (is_of_directory (person) && person->kind != EXCHANGE_PERSON_USER)
    g_string_append_printf (line, "  [%s]", exchange_person_kind_names[person->kind]);
  if (is_disabled_person (person))
    g_string_append_printf (line, "  %s", _ ("(disabled)"));
  return base_text_for_display (line->str, MOST_CHARS);
}
