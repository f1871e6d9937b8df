/* test-lookups.c - the operations that look people and mailboxes up
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "peer.h"

#define TIPS(recipients)                                                                           \
  "<m:GetMailTips><m:SendingAs><t:EmailAddress>" ADMIN                                             \
  "</t:EmailAddress></m:SendingAs><m:Recipients>" recipients                                       \
  "</m:Recipients><m:MailTipsRequested>OutOfOfficeMessage InvalidRecipient"                        \
  "</m:MailTipsRequested></m:GetMailTips>"

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (text = strstr (text, part); text != NULL; text = strstr (text + 1, part))
    n++;
  return n;
}

static Answer
find_people (Peer *peer, guint offset, guint most, const char *query)
{
  g_autofree char *body = g_strdup_printf (
      "<m:FindPeople><m:PersonaShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
      "<t:FieldURI FieldURI=\"persona:DisplayName\"/><t:FieldURI "
      "FieldURI=\"persona:EmailAddress\"/>"
      "</t:AdditionalProperties></m:PersonaShape><m:IndexedPageItemView MaxEntriesReturned=\"%u\" "
      "Offset=\"%u\" BasePoint=\"Beginning\"/><m:ParentFolderId><t:DistinguishedFolderId "
      "Id=\"directory\"/></m:ParentFolderId>%s</m:FindPeople>",
      most, offset, query);

  return peer_ask (peer, NULL, body);
}

/* All pages together have everybody once. */
static void
test_pages (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .people = 230 });
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint offset = 0; offset < 300; offset += 50) {
    g_auto (Answer) answer = find_people (peer, offset, 50, "");
    g_autofree char *total = peer_find (&answer, "m:TotalNumberOfPeopleInView");
    const char *c = answer.text;

    g_assert_cmpstr (total, ==, "230");
    g_assert_cmpuint (count (answer.text, "<t:Persona>"), ==,
                      offset >= 230 ? 0 : MIN (50, 230 - offset));
    g_assert_null (strstr (answer.text, "<t:Departments>"));
    while ((c = strstr (c, "<t:PersonaId")) != NULL) {
      g_assert_true (g_hash_table_add (seen, g_strndup (c, strcspn (c, ">"))));
      c++;
    }
  }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 230);
}

static void
test_query (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .people = 500 });
  g_auto (Answer) found = find_people (peer, 0, 100, "<m:QueryString>MÜLL</m:QueryString>");
  g_auto (Answer) none = find_people (peer, 0, 100, "<m:QueryString>qqq</m:QueryString>");
  g_autofree char *none_total = peer_find (&none, "m:TotalNumberOfPeopleInView");

  g_assert_cmpuint (count (found.text, "<t:Persona>"), >, 0);
  g_assert_cmpuint (count (found.text, "<t:Persona>"), ==,
                    count (found.text, "Müller</t:DisplayName>"));
  g_assert_cmpstr (none_total, ==, "0");
}

static void
test_resolve (void)
{
  static const struct
  {
    const char *entry;
    const char *code;
  } rows[] = {
    { ADMIN, "NoError" },
    { "smtp:" ADMIN, "NoError" },
    { "e0@corp.example", "NoError" },
    { "qqq", "ErrorNameResolutionNoResults" },
    { "a", "ErrorNameResolutionMultipleResults" },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ .people = 2000 });

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body =
        g_strconcat ("<m:ResolveNames ReturnFullContactData=\"true\"><m:UnresolvedEntry>",
                     rows[i].entry, "</m:UnresolvedEntry></m:ResolveNames>", NULL);
    g_auto (Answer) answer = peer_ask (peer, NULL, body);
    g_autofree char *code = peer_code (&answer);

    g_test_message ("%s", rows[i].entry);
    g_assert_cmpstr (code, ==, rows[i].code);
    g_assert_cmpuint (count (answer.text, "<t:Resolution>"), <=, 100);
  }
}

static void
test_mail_tips (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  const char *away = sim_people_address (peer->world->people, 3);
  g_autoptr (OofState) state =
      oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "gone fishing", "out");
  g_autofree char *body =
      g_strdup_printf (TIPS ("<t:Mailbox><t:EmailAddress>%s</t:EmailAddress></t:Mailbox>"
                             "<t:Mailbox><t:EmailAddress>nobody@corp.example</t:EmailAddress>"
                             "</t:Mailbox>"),
                       away);
  GString *recipients = g_string_new ("");
  g_autofree char *many = NULL;

  sim_world_write (peer->world, 3, state);
  {
    g_auto (Answer) answer = peer_ask (peer, NULL, body);

    g_assert_nonnull (strstr (answer.text, "<t:Message>gone fishing</t:Message>"));
    g_assert_cmpuint (count (answer.text, "<t:OutOfOffice>"), ==, 1);
    g_assert_cmpuint (count (answer.text, "<t:InvalidRecipient>true<"), ==, 1);
    g_assert_cmpuint (count (answer.text, "<t:InvalidRecipient>false<"), ==, 1);
  }

  for (guint i = 0; i < 101; i++)
    g_string_append (recipients, "<t:Mailbox><t:EmailAddress>a@b.example</t:EmailAddress>"
                                 "</t:Mailbox>");
  many = g_strdup_printf (TIPS ("%s"), recipients->str);
  g_string_free (recipients, TRUE);
  {
    g_auto (Answer) answer = peer_ask (peer, NULL, many);
    g_autofree char *code = peer_code (&answer);

    g_assert_cmpstr (code, ==, "ErrorExceededMaxRecipientLimit");
  }
  {
    g_auto (Answer) answer = peer_ask (peer, away, body);
    g_autofree char *code = peer_code (&answer);

    g_assert_cmpstr (code, ==, "ErrorSendAsDenied");
  }
}

static void
test_folders (void)
{
  static const struct
  {
    const char *folder;
    const char *code;
  } rows[] = {
    { "<t:DistinguishedFolderId Id=\"inbox\"/>", "NoError" },
    { "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>" ADMIN
      "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>",
      "NoError" },
    { "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>nobody@corp.example"
      "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>",
      "ErrorNonExistentMailbox" },
    { "<t:DistinguishedFolderId Id=\"attic\"/>", "ErrorFolderNotFound" },
    { "<t:FolderId Id=\"AAA=\"/>", "ErrorFolderNotFound" },
    { "", "ErrorSchemaValidation" },
  };
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *body = g_strconcat (
        "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>"
        "<m:FolderIds>",
        rows[i].folder, "</m:FolderIds></m:GetFolder>", NULL);
    g_auto (Answer) answer = peer_ask (peer, NULL, body);
    g_autofree char *code = peer_code (&answer);

    g_test_message ("%s", rows[i].folder);
    g_assert_cmpstr (code, ==, rows[i].code);
  }
}

static Answer
get_options (Peer *peer, const char *mailbox, const char *name)
{
  g_autofree char *body =
      g_strconcat ("<m:GetUserConfiguration><m:UserConfigurationName Name=\"", name,
                   "\"><t:DistinguishedFolderId Id=\"root\"/></m:UserConfigurationName>"
                   "<m:UserConfigurationProperties>Dictionary</m:UserConfigurationProperties>"
                   "</m:GetUserConfiguration>",
                   NULL);

  return peer_ask (peer, mailbox, body);
}

static void
test_zones (void)
{
  g_autoptr (Peer) peer = peer_new (&(SimOptions){ 0 });
  g_auto (Answer) all =
      peer_ask (peer, NULL, "<m:GetServerTimeZones ReturnFullTimeZoneData=\"false\"/>");
  g_auto (Answer) one = peer_ask (peer, NULL,
                                  "<m:GetServerTimeZones><m:Ids><t:Id>Tokyo Standard "
                                  "Time</t:Id></m:Ids></m:GetServerTimeZones>");
  g_auto (Answer) missing = get_options (peer, NULL, "Other");
  g_autofree char *missing_code = peer_code (&missing);

  g_assert_cmpuint (count (one.text, "<t:TimeZoneDefinition "), ==, 1);
  g_assert_cmpstr (missing_code, ==, "ErrorItemNotFound");
  for (guint i = 0; i < 60; i++) {
    const char *zone = sim_people_zone (peer->world->people, i);
    g_autofree char *id = g_strconcat ("Id=\"", zone, "\"", NULL);
    g_autofree char *value = g_strconcat ("<t:Value>", zone, "</t:Value>", NULL);
    g_auto (Answer) options =
        get_options (peer, sim_people_address (peer->world->people, i), "OWA.UserOptions");

    g_assert_nonnull (strstr (all.text, id));
    g_assert_nonnull (strstr (options.text, value));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/lookups/pages", test_pages);
  g_test_add_func ("/sim/lookups/query", test_query);
  g_test_add_func ("/sim/lookups/resolve", test_resolve);
  g_test_add_func ("/sim/lookups/mail-tips", test_mail_tips);
  g_test_add_func ("/sim/lookups/folders", test_folders);
  g_test_add_func ("/sim/lookups/zones", test_zones);
  return g_test_run ();
}
