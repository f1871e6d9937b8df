/* test-answers.c - what is read out of the answers of both services, and of what is none
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-answer.h"
#include "base-error.h"
#include "world.h"

#include <string.h>

#define SETTING(name, value)                                                                       \
  "<UserSetting><Name>" name "</Name><Value>" value "</Value></UserSetting>"
#define SOAP(settings)                                                                             \
  WORLD_SOAP_HEAD "<ErrorCode>NoError</ErrorCode><UserSettings>" settings                          \
                  "</UserSettings>" WORLD_SOAP_TAIL
#define POX(protocols) WORLD_POX_ACCOUNT "<Action>settings</Action>" protocols WORLD_POX_TAIL
#define PROTOCOL(type, rest) "<Protocol><Type>" type "</Type>" rest "</Protocol>"

typedef struct
{
  const char *name;
  const char *text;
  AutodiscoverAnswerKind kind;
  const char *url;
  const char *address;
  const char *version;
  const char *words; /* a part of them */
} Row;

typedef AutodiscoverAnswer *(*Decode) (xmlDoc *reply, GError **error);

static const Row soap_rows[] = {
  { "inside before outside",
    SOAP (SETTING ("ExternalEwsUrl", "https://out/") SETTING ("InternalEwsUrl", "https://in/")
              SETTING ("CasVersion", "15.2.1544.4")
                  SETTING ("AutoDiscoverSMTPAddress", "ann@corp.example")),
    AUTODISCOVER_ANSWER_SETTINGS, "https://in/", "ann@corp.example", "15.2.1544.4", NULL },
  { "outside only", SOAP (SETTING ("ExternalEwsUrl", " https://out/ ")),
    AUTODISCOVER_ANSWER_SETTINGS, "https://out/", NULL, NULL, NULL },
  { "the first of two",
    SOAP (SETTING ("InternalEwsUrl", "https://1/") SETTING ("InternalEwsUrl", "https://2/")),
    AUTODISCOVER_ANSWER_SETTINGS, "https://1/", NULL, NULL, NULL },
  { "no web service", SOAP (SETTING ("InternalEwsUrl", "")), AUTODISCOVER_ANSWER_NOTHING, NULL,
    NULL, NULL, NULL },
  { "the version of the header",
    "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header>"
    "<h:ServerVersionInfo xmlns:h='http://schemas.microsoft.com/exchange/2010/Autodiscover'>"
    "<h:MajorVersion>14</h:MajorVersion><h:MinorVersion>3</h:MinorVersion>"
    "<h:MajorBuildNumber>513</h:MajorBuildNumber><h:MinorBuildNumber>0</h:MinorBuildNumber>"
    "<h:Version>Exchange2010_SP3</h:Version></h:ServerVersionInfo></s:Header><s:Body>"
    "<GetUserSettingsResponseMessage "
    "xmlns='http://schemas.microsoft.com/exchange/2010/Autodiscover'><Response>"
    "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode>"
    "<UserSettings>" SETTING ("InternalEwsUrl", "https://in/") "</UserSettings>" WORLD_SOAP_TAIL,
    AUTODISCOVER_ANSWER_SETTINGS, "https://in/", NULL, "14.3.513.0", NULL },
  { "a user who is not known",
    WORLD_SOAP_HEAD "<ErrorCode>InvalidUser</ErrorCode><ErrorMessage>Who?</ErrorMessage>" //
    WORLD_SOAP_TAIL,
    AUTODISCOVER_ANSWER_NOTHING, NULL, NULL, NULL, "InvalidUser: Who?" },
  { "a redirect without a target",
    WORLD_SOAP_HEAD "<ErrorCode>RedirectUrl</ErrorCode>" WORLD_SOAP_TAIL,
    AUTODISCOVER_ANSWER_NOTHING, NULL, NULL, NULL, "RedirectUrl" },
  { "a code of the future", WORLD_SOAP_HEAD "<ErrorCode>Teapot</ErrorCode>" WORLD_SOAP_TAIL,
    AUTODISCOVER_ANSWER_NOTHING, NULL, NULL, NULL, "Teapot" },
};

static const Row pox_rows[] = {
  { "EXCH before EXPR",
    POX (PROTOCOL ("EXPR", "<EwsUrl>https://out/</EwsUrl><ServerVersion>x</ServerVersion>")
             PROTOCOL ("EXCH", "<EwsUrl>https://in/</EwsUrl>"
                               "<ServerVersion>738180DA</ServerVersion>")),
    AUTODISCOVER_ANSWER_SETTINGS, "https://in/", NULL, "14.1.218", NULL },
  { "the older name", POX (PROTOCOL ("EXCH", "<ASUrl>https://as/</ASUrl>")),
    AUTODISCOVER_ANSWER_SETTINGS, "https://as/", NULL, NULL, NULL },
  { "whose mailbox it is",
    WORLD_POX_HEAD "<User><AutoDiscoverSMTPAddress>ann@corp.example</AutoDiscoverSMTPAddress>"
                   "</User><Account><AccountType>email</AccountType><Action>settings</Action>" //
    PROTOCOL ("EXHTTP", "<EwsUrl>https://ex/</EwsUrl>"
                        "<ServerVersion>73C28608</ServerVersion>") WORLD_POX_TAIL,
    AUTODISCOVER_ANSWER_SETTINGS, "https://ex/", "ann@corp.example", "15.2.1544", NULL },
  { "no web service", POX (PROTOCOL ("WEB", "<OWAUrl>https://owa/</OWAUrl>")),
    AUTODISCOVER_ANSWER_NOTHING, NULL, NULL, NULL, NULL },
  { "a version too long",
    POX (PROTOCOL ("EXCH", "<EwsUrl>https://in/</EwsUrl>"
                           "<ServerVersion>738180DAF</ServerVersion>")),
    AUTODISCOVER_ANSWER_SETTINGS, "https://in/", NULL, NULL, NULL },
};

static void
check_rows (const Row *rows, gsize n, Decode decode)
{
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (xmlDoc) doc = wire_xml_parse (rows[i].text, strlen (rows[i].text), &error);
    g_autoptr (AutodiscoverAnswer) answer = doc != NULL ? decode (doc, &error) : NULL;

    g_test_message ("%s", rows[i].name);
    g_assert_no_error (error);
    g_assert_cmpint (answer->kind, ==, rows[i].kind);
    g_assert_cmpstr (answer->ews_url, ==, rows[i].url);
    g_assert_cmpstr (answer->address, ==, rows[i].address);
    g_assert_cmpstr (answer->version, ==, rows[i].version);
    if (rows[i].words != NULL)
      g_assert_nonnull (strstr (answer->words, rows[i].words));
  }
}

static void
test_soap (void)
{
  check_rows (soap_rows, G_N_ELEMENTS (soap_rows), autodiscover_soap_decode);
}

static void
test_pox (void)
{
  check_rows (pox_rows, G_N_ELEMENTS (pox_rows), autodiscover_pox_decode);
}

/* Ten levels of ten entities each; Latin-1 that says it is UTF-8; a tower of elements; an answer
 * that was cut; the other service's answer; somebody else's namespace. */
static void
test_none (void)
{
  static const char bomb[] =
      "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
      "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>" POX (
          PROTOCOL ("EXCH", "<EwsUrl>https://&c;/</EwsUrl>"));
  static const char latin[] = "<?xml version='1.0' encoding='utf-8'?>" POX (
      PROTOCOL ("EXCH", "<EwsUrl>https://\xe4/</EwsUrl>"));
  static const char strange[] = "<Autodiscover xmlns='urn:x'><Response/></Autodiscover>";
  static const char page[] = "<html><body>Shop</body></html>";
  static const char empty[] = "";
  g_autofree char *tower = g_strnfill (300000, 'x');
  g_autofree char *cut = g_strndup (soap_rows[0].text, strlen (soap_rows[0].text) / 2);
  const char *const texts[] = { bomb, latin, tower, cut, strange, page, empty };

  for (gsize i = 0; i + 3 <= 300000; i += 3)
    memcpy (tower + i, "<a>", 3);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (xmlDoc) doc = wire_xml_parse (texts[i], strlen (texts[i]), NULL);
    g_autoptr (AutodiscoverAnswer) soap = NULL;
    g_autoptr (AutodiscoverAnswer) pox = NULL;
    g_autoptr (GError) soap_error = NULL;
    g_autoptr (GError) pox_error = NULL;

    g_test_message ("%.60s", texts[i]);
    g_assert_true (doc == NULL || texts[i] == strange || texts[i] == page);
    if (doc == NULL)
      continue;
    soap = autodiscover_soap_decode (doc, &soap_error);
    pox = autodiscover_pox_decode (doc, &pox_error);
    g_assert_error (soap_error, BASE_ERROR, BASE_ERROR_PROTOCOL);
    g_assert_error (pox_error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/autodiscover/answers/soap", test_soap);
  g_test_add_func ("/autodiscover/answers/pox", test_pox);
  g_test_add_func ("/autodiscover/answers/none", test_none);
  return g_test_run ();
}
