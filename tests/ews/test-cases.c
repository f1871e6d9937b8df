/* test-cases.c - runs the case files of ews: a call, what must be sent, what is answered, and what
 * comes out
 *
 * tests/README.md tells their form. All goes through the backend's interface.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "base-time.h"
#include "calls-beside.h"
#include "canned.h"
#include "ews-backend.h"
#include "ews-server.h"

static char *
escape (const char *text)
{
  g_autoptr (GString) line = g_string_new (text);

  g_string_replace (line, "\r", "\\r", 0);
  g_string_replace (line, "\n", "\\n", 0);
  return g_strdup (line->str);
}

static char *
run_get_oof (const Run *run, GError **error)
{
  ExchangeReading reading = { 0 };
  g_autoptr (OofState) state =
      run->backend->ops->get_oof (run->backend, run->call, run->args[0], &reading, error);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *inside = NULL;
  g_autofree char *outside = NULL;

  if (state == NULL)
    return NULL;

  from = state->from != NULL ? base_time_format_utc (state->from) : g_strdup ("-");
  until = state->until != NULL ? base_time_format_utc (state->until) : g_strdup ("-");
  inside = escape (state->inside);
  outside = escape (state->outside);
  g_assert_cmpstr (reading.request_id, ==, "id-1");
  exchange_reading_clear (&reading);
  return g_strdup_printf ("%s %s from %s until %s allowed %s\ninside [%s]\noutside [%s]",
                          oof_mode_names[state->mode], oof_audience_names[state->audience], from,
                          until, oof_audience_names[reading.allowed], inside, outside);
}

static int
index_of (const char *const *names, const char *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_error ("what is %s?", name);
}

/* set_oof MAILBOX MODE AUDIENCE [FROM UNTIL], the block: inside, a line "---", outside. */
static char *
run_set_oof (const Run *run, GError **error)
{
  g_auto (GStrv) texts = g_strsplit (run->text, "---", 2);
  g_autoptr (GDateTime) from =
      run->args[3] != NULL ? base_time_parse (run->args[3], NULL, NULL) : NULL;
  g_autoptr (GDateTime) until = from != NULL ? base_time_parse (run->args[4], NULL, NULL) : NULL;
  const char *inside = texts[0] != NULL ? g_strstrip (texts[0]) : "";
  const char *outside = texts[0] != NULL && texts[1] != NULL ? g_strstrip (texts[1]) : "";
  g_autoptr (OofState) state = oof_state_new (
      (OofMode) index_of (oof_mode_names, run->args[1]),
      (OofAudience) index_of (oof_audience_names, run->args[2]), from, until, inside, outside);
  g_autofree char *id = NULL;

  if (!run->backend->ops->set_oof (run->backend, run->call, run->args[0], state, &id, error))
    return NULL;
  return g_strdup_printf ("done %s", id);
}

static char *
run_get_zone (const Run *run, GError **error)
{
  char *zone = run->backend->ops->get_zone (run->backend, run->call, run->args[0], error);

  return zone == NULL && (error == NULL || *error == NULL) ? g_strdup ("unknown") : zone;
}

static void
hours_cb (const ExchangeHours *told, gpointer data)
{
  GString *text = data;

  g_string_append (text, told->mail);
  if (told->hours == NULL)
    g_string_append_printf (text, " %s", base_error_facts (told->error)->reason);
  else
    g_string_append_printf (text, " %s", told->zone);
  for (guint day = 0; told->hours != NULL && day < 7; day++)
    for (guint i = 0; i < told->hours->n_spans[day]; i++)
      g_string_append_printf (text, " %u:%u-%u", day, told->hours->spans[day][i].from_min,
                              told->hours->spans[day][i].until_min);
  g_string_append_c (text, '\n');
}

static char *
run_look_hours (const Run *run, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!run->backend->ops->look_hours (run->backend, run->call, (const char *const *) run->args,
                                      hours_cb, text, error))
    return NULL;
  return g_strdup (g_strchomp (text->str));
}

static void
print_people (GString *text, const GPtrArray *people)
{
  for (guint i = 0; i < people->len; i++) {
    const ExchangePerson *person = g_ptr_array_index (people, i);

    g_string_append_printf (text, "%s <%s> (%s) %s\n", person->name, person->mail,
                            person->department, person->id);
  }
}

static char *
run_resolve (const Run *run, GError **error)
{
  g_autofree char *entry = g_strjoinv (" ", run->args);
  g_autoptr (GPtrArray) people = run->backend->ops->resolve (run->backend, run->call, entry, error);
  GString *text = g_string_new (NULL);

  if (people != NULL)
    print_people (text, people);
  return people != NULL ? g_strchomp (g_string_free (text, FALSE)) : g_string_free (text, TRUE);
}

static gboolean
take_page_cb (GPtrArray *page, gpointer data)
{
  print_people (data, page);
  return TRUE;
}

static char *
run_list_people (const Run *run, GError **error)
{
  GString *text = g_string_new (NULL);

  if (!run->backend->ops->list_people (run->backend, run->call, run->args[0], take_page_cb, text,
                                       error))
    return g_string_free (text, TRUE);
  return g_strchomp (g_string_free (text, FALSE));
}

static void
take_away_cb (const ExchangeAway *away, gpointer data)
{
  g_autofree char *until = away->until != NULL ? base_time_format_utc (away->until) : NULL;

  g_string_append_printf (data, "%s %s%s%s\n", away->mail,
                          !away->is_known ? "unknown"
                          : away->is_away ? "away"
                                          : "in",
                          until != NULL ? " until " : "", until != NULL ? until : "");
}

static char *
run_look_away (const Run *run, GError **error)
{
  GString *text = g_string_new (NULL);

  if (!run->backend->ops->look_away (run->backend, run->call, (const char *const *) run->args,
                                     take_away_cb, text, error))
    return g_string_free (text, TRUE);
  return g_strchomp (g_string_free (text, FALSE));
}

static const struct
{
  const char *name;
  char *(*run) (const Run *run, GError **error);
} calls[] = {
  { "get_oof", run_get_oof },           { "set_oof", run_set_oof },
  { "get_zone", run_get_zone },         { "resolve", run_resolve },
  { "list_people", run_list_people },   { "look_away", run_look_away },
  { "look_hours", run_look_hours },     { "list_rules", run_list_rules },
  { "add_rule", run_add_rule },         { "remove_rule", run_remove_rule },
  { "find_entry", run_find_entry },     { "make_entry", run_make_entry },
  { "remove_entry", run_remove_entry },
};

static void
check_error (const CaseLine *line, const GError *error)
{
  const BaseErrorFacts *facts = base_error_facts (error);
  g_autofree char *wait = g_strdup_printf ("%" G_GUINT64_FORMAT, facts->wait_ms);
  g_autofree char *status = g_strdup_printf ("%d", facts->http_status);

  g_test_message ("%s", error->message);
  if (!g_str_equal (line->words[0], "error") ||
      !g_str_equal (line->words[1], base_error_name (error)))
    g_error ("%s: got %s: %s", line->place, base_error_name (error), error->message);
  canned_check_word (line, "reason", facts->reason);
  canned_check_word (line, "code", facts->server_code);
  canned_check_word (line, "host", facts->host);
  canned_check_word (line, "wait", wait);
  canned_check_word (line, "status", status);
}

static char *
run_call (EwsServer *server, const CaseLine *line, GError **error)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, 5000);
  const Run run = { &server->head, call, line->words + 2, line->block };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (calls[i].name, line->words[1]))
      return calls[i].run (&run, error);
  g_error ("%s: what is %s?", line->place, line->words[1]);
}

/* A call, then its lines ask and answer, then value or error. */
static void
run_step (EwsServer *server, const CaseLine *call, GPtrArray *talk, const CaseLine *outcome)
{
  Canned canned = { .lines = talk };
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  server->send_data = &canned;
  value = run_call (server, call, &error);
  if (error != NULL)
    check_error (outcome, error);
  else if (!g_str_equal (outcome->words[0], "value") || g_strcmp0 (value, outcome->block) != 0)
    g_error ("%s: expected\n%s\nbut got\n%s", outcome->place, outcome->block, value);
  if (canned.next != talk->len)
    g_error ("%s: not all was asked", call->place);
}

/* NULL: none was chosen */
static ExchangeVersion
find_version (const char *name)
{
  for (int i = 0; name != NULL && exchange_version_names[i] != NULL; i++)
    if (g_str_equal (exchange_version_names[i], name))
      return (ExchangeVersion) i;
  return EXCHANGE_VERSION_AUTO;
}

static EwsServer *
make_server (const CaseLine *line)
{
  const char *test_mailbox = case_option (line->words, "test");
  const char *version = case_option (line->words, "version");
  const ExchangeProfile draft = { .server = (char *) "mail.corp.example",
                                  .admin_upn = (char *) "svc@corp.example",
                                  .version = find_version (version),
                                  .test_mailbox = (char *) test_mailbox };
  g_autoptr (ExchangeProfile) profile = exchange_profile_new (&draft);
  g_autoptr (BaseSecret) password = base_secret_new ("secret", -1);
  EwsServer *server = ews_server_new (profile, password, HTTP_AUTH_BASIC);

  server->head.ops = &ews_backend;
  server->send = canned_send;
  return server;
}

static void
test_file (gconstpointer data)
{
  g_autoptr (GPtrArray) lines = case_read (data);
  g_autoptr (GPtrArray) talk = g_ptr_array_new ();
  g_autoptr (EwsServer) server = NULL;
  const CaseLine *call = NULL;

  for (guint i = 0; i < lines->len; i++) {
    CaseLine *line = g_ptr_array_index (lines, i);
    const char *kind = line->words[0];

    if (g_str_equal (kind, "case")) {
      g_test_message ("%s", line->place);
      g_clear_pointer (&server, ews_server_free);
      server = make_server (line);
    } else if (g_str_equal (kind, "call")) {
      call = line;
    } else if (g_str_equal (kind, "ask") || g_str_equal (kind, "answer")) {
      g_ptr_array_add (talk, line);
    } else {
      run_step (server, call, talk, line);
      g_ptr_array_set_size (talk, 0);
    }
  }
  g_assert_cmpuint (talk->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "cases", "ews", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_strdup_printf ("/ews/cases/%s", name);

    if (g_str_has_suffix (name, ".case"))
      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_file, g_free);
  }
  return g_test_run ();
}
