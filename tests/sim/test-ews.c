/* test-ews.c - every operation, and every error that Exchange has for them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "peer.h"

#include "wire-soap.h"

#define IMPERSONATE(kind, who)                                                                     \
  VERSION "<t:ExchangeImpersonation><t:ConnectingSID><t:" kind ">" who "</t:" kind                 \
          "></t:ConnectingSID></t:ExchangeImpersonation>"
#define GET_OWN                                                                                    \
  "<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>" ADMIN                                      \
  "</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>"
#define SET_OWN(settings)                                                                          \
  "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" ADMIN                                      \
  "</t:Address></t:Mailbox><t:UserOofSettings>" settings                                           \
  "</t:UserOofSettings></m:SetUserOofSettingsRequest>"
#define STATE(word) "<t:OofState>" word "</t:OofState>"
#define AUDIENCE(word) "<t:ExternalAudience>" word "</t:ExternalAudience>"
#define WINDOW(from, until)                                                                        \
  "<t:Duration><t:StartTime>" from "</t:StartTime><t:EndTime>" until "</t:EndTime></t:Duration>"
#define TEXTS                                                                                      \
  "<t:InternalReply><t:Message>in</t:Message></t:InternalReply>"                                   \
  "<t:ExternalReply><t:Message>out</t:Message></t:ExternalReply>"

/* Asked by the administrator at 2031-05-06T12:00:00Z. */
typedef struct
{
  const char *what;
  const char *header;
  const char *body;
  guint status;
  const char *code;
} Row;

static void
run_rows (Peer *peer, const char *user, const Row *rows, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_auto (Answer) answer = peer_ask_as (peer, user, rows[i].header, rows[i].body);
    g_autofree char *code = peer_code (&answer);

    g_test_message ("%s", rows[i].what);
    g_assert_no_error (answer.error);
    g_assert_cmpstr (code, ==, rows[i].code);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
  }
}

static Peer *
new_peer (const SimOptions *options)
{
  Peer *peer = peer_new (options);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2031, 5, 6, 12, 0, 0);

  sim_world_set_now (peer->world, now);
  return peer;
}

static void
test_headers (void)
{
  static const Row rows[] = {
    { "as it should be", VERSION, GET_OWN, 200, "NoError" },
    { "no version: the oldest", "", GET_OWN, 200, "NoError" },
    { "no version, an operation of 2013", "",
      "<m:FindPeople><m:IndexedPageItemView Offset=\"0\" BasePoint=\"Beginning\"/></m:FindPeople>",
      500, "ErrorSchemaValidation" },
    { "unknown version", "<t:RequestServerVersion Version=\"Exchange2099\"/>", GET_OWN, 500,
      "ErrorInvalidServerVersion" },
    { "version without its attribute", "<t:RequestServerVersion/>", GET_OWN, 500,
      "ErrorInvalidServerVersion" },
    { "newer than the server", "<t:RequestServerVersion Version=\"V2018_01_08\"/>", GET_OWN, 500,
      "ErrorInvalidServerVersion" },
    { "twice", VERSION VERSION, GET_OWN, 500, "ErrorDuplicateSOAPHeader" },
    { "by UPN", IMPERSONATE ("PrincipalName", ADMIN), GET_OWN, 200, "NoError" },
    { "by any address", IMPERSONATE ("SmtpAddress", "e0@corp.example"), GET_OWN, 200, "NoError" },
    { "by SID", IMPERSONATE ("SID", "S-1-5-21-397955417-626881126-188441444-1000"), GET_OWN, 200,
      "NoError" },
    { "a secondary address as primary", IMPERSONATE ("PrimarySmtpAddress", "e0@corp.example"),
      GET_OWN, 500, "ErrorNonPrimarySmtpAddress" },
    { "nobody", IMPERSONATE ("PrimarySmtpAddress", "nobody@corp.example"), GET_OWN, 500,
      "ErrorNonExistentMailbox" },
    { "a SID of nobody", IMPERSONATE ("SID", "S-1-5-21-1-2-3-4"), GET_OWN, 500,
      "ErrorNonExistentMailbox" },
    { "an empty header", VERSION "<t:ExchangeImpersonation/>", GET_OWN, 500,
      "ErrorInvalidExchangeImpersonationHeaderData" },
    { "two identities",
      VERSION "<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>" ADMIN
              "</t:PrimarySmtpAddress><t:SmtpAddress>" ADMIN
              "</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>",
      GET_OWN, 500, "ErrorInvalidExchangeImpersonationHeaderData" },
    { "an identity of no kind", IMPERSONATE ("Name", ADMIN), GET_OWN, 500,
      "ErrorInvalidExchangeImpersonationHeaderData" },
  };
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ 0 });

  run_rows (peer, ADMIN, rows, G_N_ELEMENTS (rows));
}

static void
test_schema (void)
{
  static const Row rows[] = {
    { "the namespace with https", VERSION,
      "<x:GetUserOofSettingsRequest "
      "xmlns:x=\"https://schemas.microsoft.com/exchange/services/2006/messages\"/>",
      500, "ErrorSchemaValidation" },
    { "no such operation", VERSION, "<m:GetSomething/>", 500, "ErrorSchemaValidation" },
    { "no mailbox", VERSION, "<m:GetUserOofSettingsRequest/>", 500, "ErrorSchemaValidation" },
    { "the mailbox of another operation", VERSION,
      "<m:GetUserOofSettingsRequest><t:Mailbox><t:EmailAddress>" ADMIN
      "</t:EmailAddress></t:Mailbox></m:GetUserOofSettingsRequest>",
      500, "ErrorSchemaValidation" },
    { "audience before state", VERSION, SET_OWN (AUDIENCE ("None") STATE ("Disabled")), 500,
      "ErrorSchemaValidation" },
    { "no audience", VERSION, SET_OWN (STATE ("Disabled")), 500, "ErrorSchemaValidation" },
    { "an unknown state", VERSION, SET_OWN (STATE ("Maybe") AUDIENCE ("None")), 500,
      "ErrorSchemaValidation" },
    { "texts before the window", VERSION,
      SET_OWN (STATE ("Scheduled") AUDIENCE ("All")
                   TEXTS WINDOW ("2031-06-01T00:00:00Z", "2031-06-02T00:00:00Z")),
      500, "ErrorSchemaValidation" },
    { "a time that is none", VERSION,
      SET_OWN (STATE ("Scheduled") AUDIENCE ("All") WINDOW ("tomorrow", "later") TEXTS), 500,
      "ErrorSchemaValidation" },
    { "settings in the wrong namespace", VERSION,
      "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" ADMIN
      "</t:Address></t:Mailbox><m:UserOofSettings>" STATE ("Disabled")
          AUDIENCE ("None") "</m:UserOofSettings></m:SetUserOofSettingsRequest>",
      500, "ErrorSchemaValidation" },
    { "an attribute that is missing", VERSION,
      "<m:ResolveNames><m:UnresolvedEntry>a</m:UnresolvedEntry></m:ResolveNames>", 500,
      "ErrorSchemaValidation" },
    { "an attribute that is not known", VERSION,
      "<m:ResolveNames ReturnFullContactData=\"true\" Fast=\"true\"><m:UnresolvedEntry>a"
      "</m:UnresolvedEntry></m:ResolveNames>",
      500, "ErrorSchemaValidation" },
    { "a tip that is not known", VERSION,
      "<m:GetMailTips><m:SendingAs><t:EmailAddress>" ADMIN
      "</t:EmailAddress></m:SendingAs><m:Recipients><t:Mailbox><t:EmailAddress>" ADMIN
      "</t:EmailAddress></t:Mailbox></m:Recipients><m:MailTipsRequested>Weather"
      "</m:MailTipsRequested></m:GetMailTips>",
      500, "ErrorSchemaValidation" },
  };
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ 0 });

  run_rows (peer, ADMIN, rows, G_N_ELEMENTS (rows));
}

static void
test_settings (void)
{
  static const Row rows[] = {
    { "off, the least", VERSION, SET_OWN (STATE ("Disabled") AUDIENCE ("None")), 200, "NoError" },
    { "on", VERSION, SET_OWN (STATE ("Enabled") AUDIENCE ("All") TEXTS), 200, "NoError" },
    { "on without texts", VERSION, SET_OWN (STATE ("Enabled") AUDIENCE ("All")), 200,
      "ErrorInvalidUserOofSettings" },
    { "on without the text outside that somebody would get", VERSION,
      SET_OWN (STATE ("Enabled") AUDIENCE (
          "Known") "<t:InternalReply><t:Message>in</t:Message></t:InternalReply>"),
      200, "ErrorInvalidUserOofSettings" },
    { "on without the text outside that nobody would get", VERSION,
      SET_OWN (STATE ("Enabled") AUDIENCE (
          "None") "<t:InternalReply><t:Message>in</t:Message></t:InternalReply>"),
      200, "NoError" },
    { "scheduled, begun already", VERSION,
      SET_OWN (STATE ("Scheduled") AUDIENCE ("All")
                   WINDOW ("2031-01-01T00:00:00Z", "2031-05-06T12:30:00Z") TEXTS),
      200, "NoError" },
    { "scheduled without a window", VERSION, SET_OWN (STATE ("Scheduled") AUDIENCE ("All") TEXTS),
      200, "ErrorInvalidScheduledOofDuration" },
    { "end before start", VERSION,
      SET_OWN (STATE ("Scheduled") AUDIENCE ("All")
                   WINDOW ("2031-06-02T00:00:00Z", "2031-06-01T00:00:00Z") TEXTS),
      200, "ErrorInvalidScheduledOofDuration" },
    { "end at start", VERSION,
      SET_OWN (STATE ("Scheduled") AUDIENCE ("All")
                   WINDOW ("2031-06-02T00:00:00Z", "2031-06-02T00:00:00Z") TEXTS),
      200, "ErrorInvalidScheduledOofDuration" },
    { "end in the past", VERSION,
      SET_OWN (STATE ("Scheduled") AUDIENCE ("All")
                   WINDOW ("2031-05-01T00:00:00Z", "2031-05-06T11:59:00Z") TEXTS),
      200, "ErrorInvalidScheduledOofDuration" },
    { "with an offset", VERSION,
      SET_OWN (STATE ("Scheduled") AUDIENCE ("All")
                   WINDOW ("2031-06-01T00:00:00+02:00", "2031-06-02T00:00:00+02:00") TEXTS),
      200, "ErrorInvalidScheduledOofDuration" },
    { "a window that does not matter", VERSION,
      SET_OWN (STATE ("Disabled") AUDIENCE ("All")
                   WINDOW ("2031-06-02T00:00:00Z", "2031-06-01T00:00:00Z") TEXTS),
      200, "NoError" },
  };
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ 0 });
  g_autofree char *filler = g_strnfill (128 * 1024 + 1, 'x');
  g_autofree char *long_body =
      g_strconcat ("<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" ADMIN
                   "</t:Address></t:Mailbox><t:UserOofSettings>" STATE ("Enabled") AUDIENCE ("All"),
                   "<t:InternalReply><t:Message>", filler,
                   "</t:Message></t:InternalReply><t:ExternalReply/></t:UserOofSettings>"
                   "</m:SetUserOofSettingsRequest>",
                   NULL);
  const Row long_row = { "too long", VERSION, long_body, 200, "ErrorInvalidUserOofSettings" };

  run_rows (peer, ADMIN, rows, G_N_ELEMENTS (rows));
  run_rows (peer, ADMIN, &long_row, 1);
}

static void
test_no_envelope (void)
{
  static const struct
  {
    const char *text;
    guint status;
    const char *code;
  } rows[] = {
    { "<a", 400, "" },
    { "", 400, "" },
    { "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", 400, "" },
    { "<html/>", 500, "ErrorInvalidRequest" },
    { "<s:Envelope xmlns:s=\"https://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>",
      500, "ErrorInvalidRequest" },
    { "<s:Envelope xmlns:s=\"" NS_S "\"><s:Body/></s:Envelope>", 500, "ErrorInvalidRequest" },
  };
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ 0 });
  g_autofree char *authorization = peer_basic (ADMIN, peer_password (peer));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (Answer) answer = peer_send (peer, peer_post (peer, authorization, rows[i].text));
    g_autofree char *code = peer_code (&answer);

    g_test_message ("%s", rows[i].text);
    g_assert_no_error (answer.error);
    g_assert_cmpuint (answer.status, ==, rows[i].status);
    g_assert_cmpstr (code, ==, rows[i].code);
  }
}

/* The person who is looked at most: not the administrator. */
static const char *
somebody (Peer *peer)
{
  return sim_people_address (peer->world->people, 7);
}

static void
test_rights (void)
{
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ .department = (char *) "Sales", .people = 200 });
  g_autofree char *get = peer_get_oof (somebody (peer));
  g_auto (Answer) not_owner = peer_ask (peer, NULL, get);
  g_autofree char *not_owner_code = peer_code (&not_owner);
  g_auto (Answer) other =
      peer_ask_as (peer, somebody (peer), IMPERSONATE ("PrimarySmtpAddress", ADMIN), GET_OWN);
  g_autofree char *other_code = peer_code (&other);
  g_auto (Answer) own = peer_ask_as (peer, somebody (peer), VERSION, get);
  g_autofree char *own_code = peer_code (&own);

  g_assert_cmpstr (not_owner_code, ==, "ErrorAccessDenied");
  g_assert_cmpuint (not_owner.status, ==, 200);
  g_assert_cmpstr (other_code, ==, "ErrorImpersonationDenied");
  g_assert_cmpstr (own_code, ==, "NoError");

  for (guint i = 0; i < 200; i += 10) {
    const char *address = sim_people_address (peer->world->people, i);
    gboolean is_allowed = strcmp (sim_people_department (peer->world->people, i), "Sales") == 0;
    g_autofree char *body = peer_get_oof (address);
    g_auto (Answer) answer = peer_ask (peer, address, body);
    g_autofree char *code = peer_code (&answer);

    g_assert_cmpstr (code, ==, is_allowed ? "NoError" : "ErrorImpersonateUserDenied");
  }
}

static void
test_no_impersonation (void)
{
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ .character = SIM_CHARACTER_NO_IMPERSONATION });
  g_autofree char *get = peer_get_oof (somebody (peer));
  g_auto (Answer) answer = peer_ask (peer, somebody (peer), get);
  g_autofree char *code = peer_code (&answer);

  g_assert_cmpuint (answer.status, ==, 500);
  g_assert_cmpstr (code, ==, "ErrorImpersonateUserDenied");
}

static char *
take_message (const Answer *answer, const char *reply)
{
  g_autoptr (xmlDoc) doc = wire_xml_parse (answer->text, strlen (answer->text), NULL);
  const xmlNode *settings = wire_xml_child (wire_soap_body (doc, NULL), NS_T, "OofSettings");
  const xmlNode *node = wire_xml_child (settings, NS_T, reply);

  return wire_xml_text (wire_xml_child (node, NS_T, "Message"));
}

/* Byte for byte, also what XML makes difficult. */
static void
test_round_trip (void)
{
  static const char inside[] =
      "<html>\r\n<body>Grüße &amp; 你好 🏖️\t<b>\"x\"</b>\n ]]> </body></html> ";
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ 0 });
  const char *mailbox = somebody (peer);
  g_autofree char *escaped = g_markup_escape_text (inside, -1);
  GString *carried = g_string_new (escaped);
  g_autofree char *text = NULL;
  g_autofree char *set = NULL;
  g_autofree char *get = peer_get_oof (mailbox);

  g_string_replace (carried, "\r", "&#13;", 0);
  text = g_string_free (carried, FALSE);
  set = g_strconcat (
      "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>", mailbox,
      "</t:Address></t:Mailbox><t:UserOofSettings>" STATE ("Scheduled") AUDIENCE ("Known")
          WINDOW ("2031-06-01T08:00:00Z", "2031-06-08T17:00:00Z") "<t:InternalReply><t:Message>",
      text,
      "</t:Message></t:InternalReply><t:ExternalReply><t:Message/></t:ExternalReply>"
      "</t:UserOofSettings></m:SetUserOofSettingsRequest>",
      NULL);
  {
    g_auto (Answer) written = peer_ask (peer, mailbox, set);
    g_auto (Answer) read = peer_ask (peer, mailbox, get);
    g_autofree char *code = peer_code (&written);
    g_autofree char *state = peer_find (&read, "t:OofState");
    g_autofree char *from = peer_find (&read, "t:StartTime");
    g_autofree char *until = peer_find (&read, "t:EndTime");
    g_autofree char *audience = peer_find (&read, "t:ExternalAudience");
    g_autofree char *got = take_message (&read, "InternalReply");
    g_autofree char *got_outside = take_message (&read, "ExternalReply");

    g_assert_cmpstr (code, ==, "NoError");
    g_assert_cmpstr (state, ==, "Scheduled");
    g_assert_cmpstr (audience, ==, "Known");
    g_assert_cmpstr (from, ==, "2031-06-01T08:00:00Z");
    g_assert_cmpstr (until, ==, "2031-06-08T17:00:00Z");
    g_assert_cmpstr (got, ==, inside);
    g_assert_cmpstr (got_outside, ==, "");
  }
}

/* 2010: older version, no FindPeople, whole pages, a fault for those who are not the owner. */
static void
test_old (void)
{
  static const char old[] = "<t:RequestServerVersion Version=\"Exchange2010_SP2\"/>";
  static const Row rows[] = {
    { "newer than the server", VERSION, GET_OWN, 500, "ErrorInvalidServerVersion" },
    { "on", old, SET_OWN (STATE ("Enabled") AUDIENCE ("All") TEXTS), 200, "NoError" },
    { "what 2010 does not know", old,
      SET_OWN (STATE ("Disabled") AUDIENCE ("None") TEXTS
               "<t:CreateOOFEvent>false</t:CreateOOFEvent>"),
      500, "ErrorSchemaValidation" },
    { "no people", old,
      "<m:FindPeople><m:IndexedPageItemView Offset=\"0\" BasePoint=\"Beginning\"/></m:FindPeople>",
      500, "ErrorSchemaValidation" },
  };
  g_autoptr (Peer) peer = new_peer (&(SimOptions){ .character = SIM_CHARACTER_OLD });
  g_autofree char *get = peer_get_oof (somebody (peer));

  run_rows (peer, ADMIN, rows, G_N_ELEMENTS (rows));
  {
    g_auto (Answer) answer = peer_ask_as (peer, ADMIN, old, GET_OWN);
    g_auto (Answer) not_owner = peer_ask_as (peer, ADMIN, old, get);
    g_autofree char *inside = take_message (&answer, "InternalReply");

    g_assert_cmpstr (inside, ==, "<html>\r\n<body>\r\nin\r\n</body>\r\n</html>\r\n");
    g_assert_nonnull (strstr (answer.text, "MajorVersion=\"14\" MinorVersion=\"3\""));
    g_assert_cmpuint (not_owner.status, ==, 500);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/ews/headers", test_headers);
  g_test_add_func ("/sim/ews/schema", test_schema);
  g_test_add_func ("/sim/ews/settings", test_settings);
  g_test_add_func ("/sim/ews/no-envelope", test_no_envelope);
  g_test_add_func ("/sim/ews/rights", test_rights);
  g_test_add_func ("/sim/ews/no-impersonation", test_no_impersonation);
  g_test_add_func ("/sim/ews/round-trip", test_round_trip);
  g_test_add_func ("/sim/ews/old", test_old);
  return g_test_run ();
}
