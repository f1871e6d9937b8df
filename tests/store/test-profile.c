/* test-profile.c - connection profiles: saved, found, replaced, removed
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "fixture.h"
#include "store-profile.h"

static ExchangeProfile *
make_profile (const char *id, const char *name)
{
  ExchangeProfile draft = { .id = (char *) id,
                            .name = (char *) name,
                            .kind = EXCHANGE_KIND_HYBRID,
                            .server = (char *) "mail.corp.example",
                            .ews_url = (char *) "https://mail.corp.example/x",
                            .ca_pem = (char *) "-----BEGIN CERTIFICATE-----\r\nä'\"\n",
                            .auth = EXCHANGE_AUTH_NTLM,
                            .version = EXCHANGE_VERSION_2019,
                            .build = (char *) "15.2.1544.4",
                            .offered = (char *) "Negotiate, NTLM",
                            .path = EXCHANGE_PATH_POWERSHELL,
                            .console = (char *) "mbx1.corp.example",
                            .admin_upn = (char *) "admin@corp.example",
                            .test_mailbox = (char *) "ann@corp.example",
                            .jobs = 7,
                            .directory = (char *) "ldaps://dc1.corp.example:3636",
                            .directory_auth = EXCHANGE_DIRECTORY_AUTH_SIMPLE,
                            .directory_ca_pem = (char *) "-----BEGIN CERTIFICATE-----\nö",
                            .directory_user = (char *) "reader@corp.example",
                            .cloud = (char *) "21vianet",
                            .tenant = (char *) "corp.example",
                            .client_id = (char *) "0d6a2f4e-97c1-4d3b-8a52-61f3c0e9b7d4",
                            .certificate = (char *) "/etc/absentia/app.pem",
                            .client_until = (char *) "2027-05-31",
                            .sign_in = EXCHANGE_SIGN_IN_PERSON,
                            .online_user = (char *) "ann@corp.example",
                            .login_url = (char *) "https://login.example",
                            .graph_url = (char *) "https://graph.example",
                            .admin_api_url = (char *) "https://admin.example" };

  return exchange_profile_new (&draft);
}

static void
save (StoreDb *db, const char *id, const char *name)
{
  g_autoptr (ExchangeProfile) profile = make_profile (id, name);
  g_autoptr (GError) error = NULL;

  g_assert_true (store_profile_save (db, profile, &error));
  g_assert_no_error (error);
}

static void
assert_found (StoreDb *db, const char *name, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ExchangeProfile) profile = store_profile_find (db, name, &error);

  if (id == NULL) {
    g_assert_null (profile);
    g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "no-profile");
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpstr (profile->id, ==, id);
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) profile = make_profile ("1", "Zentrale „Köln“");
  g_autoptr (ExchangeProfile) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store_profile_save (self->db, profile, &error));
  found = store_profile_find (self->db, "Zentrale „Köln“", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, profile->id);
  g_assert_cmpstr (found->name, ==, profile->name);
  g_assert_cmpint (found->kind, ==, profile->kind);
  g_assert_cmpstr (found->server, ==, profile->server);
  g_assert_cmpstr (found->ews_url, ==, profile->ews_url);
  g_assert_cmpstr (found->ca_pem, ==, profile->ca_pem);
  g_assert_cmpint (found->auth, ==, profile->auth);
  g_assert_cmpstr (found->admin_upn, ==, profile->admin_upn);
  g_assert_cmpstr (found->test_mailbox, ==, profile->test_mailbox);
  g_assert_cmpuint (found->jobs, ==, profile->jobs);
  g_assert_cmpint (found->version, ==, profile->version);
  g_assert_cmpstr (found->build, ==, profile->build);
  g_assert_cmpstr (found->offered, ==, profile->offered);
  g_assert_cmpint (found->path, ==, profile->path);
  g_assert_cmpstr (found->console, ==, profile->console);
  g_assert_cmpstr (found->directory, ==, profile->directory);
  g_assert_cmpint (found->directory_auth, ==, profile->directory_auth);
  g_assert_cmpstr (found->directory_ca_pem, ==, profile->directory_ca_pem);
  g_assert_cmpstr (found->directory_user, ==, profile->directory_user);
  g_assert_cmpstr (found->cloud, ==, profile->cloud);
  g_assert_cmpstr (found->tenant, ==, profile->tenant);
  g_assert_cmpstr (found->client_id, ==, profile->client_id);
  g_assert_cmpstr (found->certificate, ==, profile->certificate);
  g_assert_cmpstr (found->client_until, ==, profile->client_until);
  g_assert_cmpint (found->sign_in, ==, profile->sign_in);
  g_assert_cmpstr (found->online_user, ==, profile->online_user);
  g_assert_cmpstr (found->login_url, ==, profile->login_url);
  g_assert_cmpstr (found->graph_url, ==, profile->graph_url);
  g_assert_cmpstr (found->admin_api_url, ==, profile->admin_api_url);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = store_profile_list (self->db, NULL);
  g_autoptr (GPtrArray) some = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  save (self->db, "1", "beta");
  save (self->db, "2", "alpha");
  some = store_profile_list (self->db, NULL);
  g_assert_cmpuint (some->len, ==, 2);
  g_assert_cmpstr (((ExchangeProfile *) some->pdata[0])->name, ==, "alpha");
  g_assert_cmpstr (((ExchangeProfile *) some->pdata[1])->name, ==, "beta");
}

static void
test_find (Fixture *self, gconstpointer data)
{
  assert_found (self->db, NULL, NULL);
  save (self->db, "1", "one");
  assert_found (self->db, NULL, "1"); /* the only one */
  save (self->db, "2", "two");
  assert_found (self->db, NULL, NULL); /* which of them? */
  assert_found (self->db, "two", "2");
  assert_found (self->db, "1", "1");
  assert_found (self->db, "three", NULL);
  assert_found (self->db, "", NULL);

  /* A name goes before an id. */
  save (self->db, "3", "1");
  assert_found (self->db, "1", "3");
}

static void
test_replace (Fixture *self, gconstpointer data)
{
  g_autoptr (ExchangeProfile) clash = make_profile ("2", "one");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) profiles = NULL;

  save (self->db, "1", "one");
  g_assert_false (store_profile_save (self->db, clash, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "name");

  save (self->db, "1", "renamed");
  save (self->db, "2", "one");
  profiles = store_profile_list (self->db, NULL);
  g_assert_cmpuint (profiles->len, ==, 2);
  assert_found (self->db, "renamed", "1");
}

static void
test_use (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = store_profile_in_use (self->db, &error);
  g_autofree char *used = NULL;

  g_assert_no_error (error);
  g_assert_null (none);
  g_assert_false (store_profile_use (self->db, "1", &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  save (self->db, "1", "one");
  save (self->db, "2", "two");
  g_assert_true (store_profile_use (self->db, "1", &error));
  g_assert_true (store_profile_use (self->db, "2", &error));
  g_assert_no_error (error);
  used = store_profile_in_use (self->db, &error);
  g_assert_cmpstr (used, ==, "2");
  assert_found (self->db, NULL, "2");

  g_assert_true (store_profile_remove (self->db, "2", &error));
  g_assert_true (store_profile_remove (self->db, "2", &error));
  g_assert_null (store_profile_in_use (self->db, &error));
  g_assert_no_error (error);
  assert_found (self->db, "two", NULL);
  assert_found (self->db, NULL, "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/profile/round-trip", Fixture, NULL, set_up, test_round_trip, tear_down);
  g_test_add ("/store/profile/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/store/profile/find", Fixture, NULL, set_up, test_find, tear_down);
  g_test_add ("/store/profile/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/store/profile/use", Fixture, NULL, set_up, test_use, tear_down);
  return g_test_run ();
}
