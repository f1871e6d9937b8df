/* test-about.c - what a user's properties say about somebody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-about.h"
#include "talk.h"

#define PATH                                                                                       \
  "GET /users/ann%40corp.example?$select="                                                         \
  "id%2CdisplayName%2CgivenName%2Csurname%2CjobTitle%2Cdepartment%2CofficeLocation%2CcompanyName"  \
  "%2CbusinessPhones%2CmobilePhone%2CfaxNumber%2Cmail%2CstreetAddress%2Ccity%2CpostalCode"         \
  "%2Ccountry%2ConPremisesExtensionAttributes"

static gboolean
look (const char *asked, int status, const char *answer, char *ret[OOF_N_ABOUT], GError **error)
{
  const TalkLine lines[] = { { asked, NULL, status, answer, NULL } };
  gboolean is_done;
  Talk talk;

  talk_begin (&talk, lines, 1);
  is_done = graph_about_look (talk.call, talk.server, "ann@corp.example", ret, error);
  talk_end (&talk);
  return is_done;
}

static void
clear (char *texts[OOF_N_ABOUT])
{
  for (guint i = 0; i < OOF_N_ABOUT; i++)
    g_clear_pointer (&texts[i], g_free);
}

static void
test_look (void)
{
  g_autoptr (GError) error = NULL;
  char *texts[OOF_N_ABOUT] = { NULL };
  guint n = 0;

  g_assert_true (look (PATH, 200,
                       "{\"id\":\"1\",\"givenName\":\"Ann\",\"surname\":\"Berg\",\"city\":null,"
                       "\"businessPhones\":[\"+49 30 1\",\"+49 30 2\"],\"faxNumber\":\"\","
                       "\"mobilePhone\":\"two\\nlines\",\"country\":\"Österreich\","
                       "\"onPremisesExtensionAttributes\":{\"extensionAttribute1\":\"one\","
                       "\"extensionAttribute2\":null,\"extensionAttribute15\":\"last\"}}",
                       texts, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (texts[OOF_ABOUT_GIVEN_NAME], ==, "Ann");
  g_assert_cmpstr (texts[OOF_ABOUT_SURNAME], ==, "Berg");
  g_assert_cmpstr (texts[OOF_ABOUT_PHONE], ==, "+49 30 1");
  g_assert_cmpstr (texts[OOF_ABOUT_COUNTRY], ==, "Österreich");
  g_assert_cmpstr (texts[OOF_ABOUT_ATTRIBUTE_1], ==, "one");
  g_assert_cmpstr (texts[OOF_ABOUT_ATTRIBUTE_1 + 14], ==, "last");
  g_assert_null (strchr (texts[OOF_ABOUT_MOBILE], '\n'));
  for (guint i = 0; i < OOF_N_ABOUT; i++)
    n += texts[i] != NULL;
  g_assert_cmpuint (n, ==, 7);
  clear (texts);
}

/* What is no text says nothing. */
static void
test_odd (void)
{
  static const char *const rows[] = {
    "{}",
    "{\"businessPhones\":[],\"onPremisesExtensionAttributes\":null}",
    "{\"businessPhones\":[7],\"onPremisesExtensionAttributes\":[]}",
    "{\"businessPhones\":\"1\",\"onPremisesExtensionAttributes\":{\"extensionAttribute1\":7}}",
    "{\"givenName\":{},\"surname\":[\"x\"],\"city\":7,\"mail\":true}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    char *texts[OOF_N_ABOUT] = { NULL };

    g_test_message ("%s", rows[i]);
    g_assert_true (look (NULL, 200, rows[i], texts, &error));
    g_assert_no_error (error);
    for (guint k = 0; k < OOF_N_ABOUT; k++)
      g_assert_null (texts[k]);
  }
}

static void
test_refused (void)
{
  static const struct
  {
    int status;
    const char *answer;
    int code;
  } rows[] = {
    { 404, "{\"error\":{\"code\":\"Request_ResourceNotFound\",\"message\":\"x\"}}",
      BASE_ERROR_NOT_FOUND },
    { 403, "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"x\"}}",
      BASE_ERROR_FORBIDDEN },
    { 200, "[]", BASE_ERROR_PROTOCOL },
    { 200, "", BASE_ERROR_PROTOCOL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    char *texts[OOF_N_ABOUT] = { NULL };

    g_assert_false (look (NULL, rows[i].status, rows[i].answer, texts, &error));
    g_assert_error (error, BASE_ERROR, rows[i].code);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/about/look", test_look);
  g_test_add_func ("/graph/about/odd", test_odd);
  g_test_add_func ("/graph/about/refused", test_refused);
  return g_test_run ();
}
