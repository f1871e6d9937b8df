/* test-beside.c - what every backend must do beside replies: rules of inboxes, entries in calendars
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "play.h"

/* What each entry is asked to be: a time of day, and days with a clock change in them. */
static ExchangeEntry
make_entry (gboolean is_all_day)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) from = g_date_time_new (zone, 2099, 3, 28, is_all_day ? 0 : 9, 0, 0);
  g_autoptr (GDateTime) until = g_date_time_new (zone, 2099, 3, 31, is_all_day ? 0 : 17, 0, 0);

  return (ExchangeEntry){ .key = g_uuid_string_random (),
                          .subject = g_strdup ("Away – “Grüße” & <more>"),
                          .from_s = g_date_time_to_unix (from),
                          .until_s = g_date_time_to_unix (until),
                          .zone = g_strdup ("Europe/Berlin"),
                          .is_all_day = is_all_day };
}

/* Made, found by its key as it was wanted, removed, gone; removing it twice is no mistake. */
static void
test_entries (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "10", "--app-roles",
                                               "GroupMember.Read.All MailboxSettings.ReadWrite "
                                               "User.Read.All Calendars.ReadWrite",
                                               NULL));
  g_autofree char *mail = mail_of (&play, 2);
  g_autoptr (GError) error = NULL;

  if (play.ops->find_entry == NULL) {
    g_assert_null (play.ops->make_entry);
    g_assert_null (play.ops->remove_entry);
    g_test_skip ("lets nobody at calendars");
    return;
  }
  for (int is_all_day = FALSE; is_all_day <= TRUE; is_all_day++) {
    g_auto (ExchangeEntry) wanted = make_entry (is_all_day);
    g_auto (ExchangeEntry) held = { 0 };
    g_auto (ExchangeEntry) gone = { 0 };
    g_autofree char *id = NULL;

    g_assert_true (play.ops->find_entry (play.backend, play.call, mail, &wanted, &gone, &error));
    g_assert_null (gone.id);
    g_assert_true (play.ops->make_entry (play.backend, play.call, mail, &wanted, &id, &error));
    g_assert_no_error (error);
    g_assert_true (play.ops->find_entry (play.backend, play.call, mail, &wanted, &held, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (held.id, ==, id);
    g_assert_true (exchange_entry_is_as (&held, &wanted));
    g_assert_cmpint (held.from_s, ==, wanted.from_s);
    g_assert_cmpint (held.until_s, ==, wanted.until_s);
    for (int i = 0; i < 2; i++) {
      play.ops->remove_entry (play.backend, play.call, mail, id, &error);
      g_assert_no_error (error);
    }
    g_assert_true (play.ops->find_entry (play.backend, play.call, mail, &wanted, &gone, &error));
    g_assert_null (gone.id);
  }
}

/* Somebody whom the server does not know, and an account that may not. */
static void
test_entry_refusals (gconstpointer kind)
{
  const PlayBackend *backend = kind;
  g_auto (Play) play = begin (kind, stage_new ("--people", "10", NULL));
  g_autofree char *mail = mail_of (&play, 2);
  g_auto (ExchangeEntry) wanted = make_entry (FALSE);
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  if (backend->ops->make_entry == NULL) {
    g_test_skip ("lets nobody at calendars");
    return;
  }
  if (stage_is_online (play.ops)) { /* the permission is not among those that replies need */
    g_assert_false (play.ops->make_entry (play.backend, play.call, mail, &wanted, &id, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_FORBIDDEN);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "online-calendar");
  } else {
    g_assert_false (play.ops->make_entry (play.backend, play.call, "nobody@corp.example", &wanted,
                                          &id, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
  }
  g_assert_null (id);
}

static GPtrArray *
list_rules (const Play *play, const char *mail, guint n)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = play->ops->list_rules (play->backend, play->call, mail, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rules->len, ==, n);
  return rules;
}

/* Of the server, which may call people otherwise and know no end. */
static void
assert_rule (const ExchangeRule *rule, const ExchangeRule *wanted)
{
  g_assert_cmpstr (rule->name, ==, wanted->name);
  g_assert_cmpuint (rule->priority, ==, wanted->priority);
  g_assert_true (rule->is_enabled);
  g_assert_true (rule->is_plain);
  g_assert_true (exchange_rule_is_like (rule, wanted));
}

static void
try_rule (const Play *play, const char *mail, const ExchangeRule *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *request_id = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) left = NULL;

  g_assert_true (
      play->ops->add_rule (play->backend, play->call, mail, wanted, &request_id, &error));
  g_assert_no_error (error);
  g_assert_nonnull (request_id);
  there = list_rules (play, mail, 2);
  g_assert_false (((ExchangeRule *) there->pdata[0])->is_plain);
  assert_rule (there->pdata[1], wanted);

  id = g_strdup (((ExchangeRule *) there->pdata[1])->id);
  g_assert_true (play->ops->remove_rule (play->backend, play->call, mail, id, NULL, &error));
  g_assert_no_error (error);
  left = list_rules (play, mail, 1);
  g_assert_cmpstr (((ExchangeRule *) left->pdata[0])->name, ==, "from the boss");
  g_assert_false (play->ops->remove_rule (play->backend, play->call, mail, id, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_NOT_FOUND);
}

static void
put_rules (const Play *play, const char *mail, const char *rules)
{
  g_autofree char *body = g_strdup_printf ("{\"address\":\"%s\",%s}", mail, rules);
  g_autoptr (JsonObject) held = stage_control (play->stage, "/mailbox", body);

  g_assert_nonnull (held);
}

static void
test_rules (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "20", NULL));
  g_autofree char *mail = mail_of (&play, 1);
  g_autofree char *other = mail_of (&play, 2);
  g_autoptr (ExchangeRule) wanted = exchange_rule_new ("Absentia: <a> & \"b\"", other);
  g_autoptr (ExchangeRule) nobody = exchange_rule_new ("Absentia: x", "nobody@corp.example");
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  if (play.ops->list_rules == NULL) {
    g_assert_null (play.ops->add_rule);
    g_assert_null (play.ops->remove_rule);
    return;
  }
  none = list_rules (&play, mail, 0);
  put_rules (&play, mail,
             "\"rules\":[{\"name\":\"from the boss\",\"subject\":\"boss\",\"delete\":true}]");
  wanted->priority = 7;
  wanted->until_s = 4102444800;
  try_rule (&play, mail, wanted);
  wanted->keeps_copy = TRUE;
  try_rule (&play, mail, wanted);
  wanted->until_s = 0;
  try_rule (&play, mail, wanted);
  nobody->priority = 8;
  g_assert_false (play.ops->add_rule (play.backend, play.call, mail, nobody, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
}

/* What only Outlook knows stays, where there is such a thing. */
static void
test_outlook_rules (gconstpointer kind)
{
  g_auto (Play) play = begin (kind, stage_new ("--people", "20", NULL));
  g_autofree char *mail = mail_of (&play, 1);
  g_autofree char *other = mail_of (&play, 2);
  g_autoptr (ExchangeRule) wanted = exchange_rule_new ("Absentia: a", other);
  g_autoptr (GError) error = NULL;

  if (play.ops->list_rules == NULL || stage_is_online (play.ops))
    return;
  wanted->priority = 1;
  put_rules (&play, mail, "\"outlook_rules\":true");
  g_assert_false (play.ops->add_rule (play.backend, play.call, mail, wanted, NULL, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "outlook-rules");
}

static const PlayTest tests[] = {
  { "rules", test_rules },
  { "outlook-rules", test_outlook_rules },
  { "entries", test_entries },
  { "entry-refusals", test_entry_refusals },
};

int
main (int argc, char **argv)
{
  return play_run (argc, argv, tests, G_N_ELEMENTS (tests));
}
