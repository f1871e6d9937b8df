/* test-doctor.c - which reply leaves a mailbox: the case files of tests/cases/session
 *
 *   ask      MAILBOX at=TIME sender=ADDRESS only=inside|outside
 *   held     MODE AUDIENCE from=TIME until=TIME inside=TEXT outside=TEXT, allowed=AUDIENCE
 *   objects  CMDLET                  block: what it gives, as JSON
 *   field    ATTRIBUTE=VALUE         of the directory
 *   is       hybrid|disabled
 *   silent   SOURCE CODE REASON      a source (its number) that could not be asked
 *   gives    inside=VERDICT:TEXT outside=VERDICT:TEXT     "-" for no text
 *   finds    WEIGHT ID SIDES OBJECT  all of them, in order; "…" for the notes that always come
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../ews/case.h"
#include "base-error.h"
#include "base-time.h"
#include "powershell-json.h"
#include "session-commands.h"
#include "session-doctor-read.h"
#include "session-words-doctor.h"
#include "wire-json.h"

typedef struct
{
  SessionDoctorFacts facts;
  SessionDoctorQuestion question;
  char *mailbox;
  char *sender;
  GHashTable *fields;
  SessionDiagnosis *diagnosis;
  guint n_told;
} Run;

static void
forget (Run *run)
{
  session_doctor_facts_clear (&run->facts);
  g_clear_pointer (&run->question.at, g_date_time_unref);
  g_clear_pointer (&run->mailbox, g_free);
  g_clear_pointer (&run->sender, g_free);
  g_clear_pointer (&run->fields, g_hash_table_unref);
  g_clear_pointer (&run->diagnosis, session_diagnosis_free);
  *run = (Run){ .n_told = 0 };
}

static GDateTime *
read_time (const char *text)
{
  return text != NULL ? base_time_parse (text, NULL, NULL) : NULL;
}

static void
begin (Run *run, const CaseLine *line)
{
  const char *only = case_option (line->words, "only");

  forget (run);
  run->mailbox = g_strdup (line->words[1]);
  run->sender = g_strdup (case_option (line->words, "sender"));
  run->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->question.mailbox = run->mailbox;
  run->question.sender = run->sender;
  run->question.at = read_time (case_option (line->words, "at"));
  g_assert_nonnull (run->question.at);
  for (guint i = 0; i < SESSION_N_SENDERS; i++)
    run->question.is_asked[i] = only == NULL || g_str_equal (only, session_sender_names[i]);
}

static int
find_word (const char *const *names, const char *word)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], word))
      return i;
  g_error ("“%s” is no such word", word);
}

static void
hold (Run *run, const CaseLine *line)
{
  g_autoptr (GDateTime) from = read_time (case_option (line->words, "from"));
  g_autoptr (GDateTime) until = read_time (case_option (line->words, "until"));
  const char *inside = case_option (line->words, "inside");
  const char *outside = case_option (line->words, "outside");
  const char *allowed = case_option (line->words, "allowed");

  run->facts.state = oof_state_new ((OofMode) find_word (oof_mode_names, line->words[1]),
                                    (OofAudience) find_word (oof_audience_names, line->words[2]),
                                    from, until, inside, outside);
  run->facts.allowed = (OofAudience) find_word (oof_audience_names, allowed ? allowed : "all");
}

static void
read_objects (Run *run, const CaseLine *line)
{
  static const struct
  {
    const char *cmdlet;
    void (*read) (SessionDoctorReader *reader, const GPtrArray *objects);
  } readers[] = {
    { "Get-Mailbox", session_doctor_read_mailbox },
    { "Get-MailboxStatistics", session_doctor_read_size },
    { "Get-InboxRule", session_doctor_read_inbox_rules },
    { "Get-MailboxJunkEmailConfiguration", session_doctor_read_junk },
    { "Get-RemoteDomain", session_doctor_read_domains },
    { "Get-TransportRule", session_doctor_read_flow_rules },
    { "Get-TransportConfig", session_doctor_read_transport },
  };
  SessionDoctorReader reader = { &run->facts, run->sender };
  g_autofree char *text = g_strdup_printf ("{\"value\": [%s]}", line->block);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) body = wire_json_parse (text, strlen (text), line->place, &error);
  g_autoptr (PowershellResult) result = body != NULL ? powershell_json_decode (body, &error) : NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].cmdlet, line->words[1])) {
      readers[i].read (&reader, result->objects);
      return;
    }
  g_error ("%s: there is no %s", line->place, line->words[1]);
}

static void
take_field (Run *run, const CaseLine *line)
{
  g_auto (GStrv) pair = g_strsplit (line->words[1], "=", 2);
  SessionDoctorReader reader = { &run->facts, run->sender };

  g_hash_table_insert (run->fields, g_strdup (pair[0]), g_strdup (pair[1]));
  session_doctor_read_fields (&reader, run->fields);
}

static void
silence (Run *run, const CaseLine *line)
{
  guint source = (guint) g_ascii_strtoull (line->words[1], NULL, 10);
  BaseErrorFacts facts = { .reason = g_intern_string (line->words[3]) };
  BaseErrorCode code;

  g_assert_cmpuint (source, <, SESSION_N_SOURCES);
  g_assert_true (base_error_find_code (line->words[2], &code));
  base_error_set_facts (&run->facts.errors[source], code, &facts, "source %u", source);
}

static void
check_verdict (const SessionDiagnosis *diagnosis, SessionSender sender, const char *wanted)
{
  g_autofree char *text = session_doctor_text (diagnosis, sender);
  g_autofree char *says = session_doctor_verdict (diagnosis, sender);
  g_autofree char *seen = g_strdup_printf (
      "%s:%s", session_reply_verdicts[diagnosis->verdicts[sender]], text != NULL ? text : "-");

  g_assert_cmpstr (seen, ==, wanted);
  g_assert_cmpstr (says, !=, "");
}

static void
check_words (const SessionDiagnosis *diagnosis)
{
  for (guint i = 0; i < diagnosis->findings->len; i++) {
    const SessionFinding *finding = diagnosis->findings->pdata[i];
    g_autofree char *says = session_doctor_says (finding);
    g_autofree char *cure = session_doctor_cure (diagnosis, finding);

    /* Words of its own, not those of the code; and nothing left to be filled in. */
    g_assert_true (g_str_has_suffix (says, "."));
    g_assert_cmpstr (says, !=, "This server cannot do that.");
    g_assert_true (cure == NULL || strstr (cure, "%s") == NULL);
    g_assert_true (cure == NULL || strstr (cure, "{OBJECT}") == NULL);
    g_assert_true (cure != NULL || finding->weight >= SESSION_FINDING_UNKNOWN ||
                   g_str_equal (finding->id, "itself") || g_str_equal (finding->id, "automatic"));
  }
}

static void
judge (Run *run, const CaseLine *line)
{
  const char *inside = case_option (line->words, "inside");
  const char *outside = case_option (line->words, "outside");

  run->diagnosis = session_doctor_judge (&run->question, &run->facts);
  g_test_message ("%s", line->place);
  if (inside != NULL)
    check_verdict (run->diagnosis, SESSION_SENDER_INSIDE, inside);
  if (outside != NULL)
    check_verdict (run->diagnosis, SESSION_SENDER_OUTSIDE, outside);
  check_words (run->diagnosis);
}

static const char *
sides_of (const SessionFinding *finding)
{
  if (finding->concerns[0] && finding->concerns[1])
    return "both";
  return session_sender_names[finding->concerns[0] ? SESSION_SENDER_INSIDE
                                                   : SESSION_SENDER_OUTSIDE];
}

static void
check_finding (Run *run, const CaseLine *line)
{
  const GPtrArray *findings = run->diagnosis->findings;
  const SessionFinding *finding;
  g_autofree char *seen = NULL;
  g_autofree char *wanted = NULL;

  g_assert_cmpuint (run->n_told, <, findings->len);
  finding = findings->pdata[run->n_told++];
  seen = g_strdup_printf ("%s %s %s", session_finding_weights[finding->weight], finding->id,
                          sides_of (finding));
  wanted = g_strdup_printf ("%s %s %s", line->words[1], line->words[2], line->words[3]);
  g_test_message ("%s: %s (%s)", line->place, seen, finding->evidence);
  g_assert_cmpstr (seen, ==, wanted);
  if (line->words[4] != NULL)
    g_assert_cmpstr (finding->object, ==, line->words[4]);
}

/* Those that were not told are notes. */
static void
check_end (const Run *run, const char *place)
{
  for (guint i = run->n_told; run->diagnosis != NULL && i < run->diagnosis->findings->len; i++) {
    const SessionFinding *finding = run->diagnosis->findings->pdata[i];

    if (finding->weight != SESSION_FINDING_NOTE)
      g_error ("%s: before this also %s %s", place, session_finding_weights[finding->weight],
               finding->id);
  }
}

static void
take_line (Run *run, const CaseLine *line)
{
  static const struct
  {
    const char *word;
    void (*take) (Run *run, const CaseLine *line);
  } words[] = {
    { "held", hold },      { "objects", read_objects }, { "field", take_field },
    { "silent", silence }, { "gives", judge },          { "finds", check_finding },
  };

  if (g_str_equal (line->words[0], "ask")) {
    check_end (run, line->place);
    begin (run, line);
    return;
  }
  if (g_str_equal (line->words[0], "is")) {
    run->facts.is_hybrid = run->facts.is_hybrid || g_str_equal (line->words[1], "hybrid");
    run->facts.is_disabled = run->facts.is_disabled || g_str_equal (line->words[1], "disabled");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, line->words[0])) {
      words[i].take (run, line);
      return;
    }
  g_error ("%s: “%s”", line->place, line->words[0]);
}

static void
test_cases (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "cases", "session", "doctor.case", NULL);
  g_autoptr (GPtrArray) lines = case_read (path);
  Run run = { .n_told = 0 };

  for (guint i = 0; i < lines->len; i++)
    take_line (&run, lines->pdata[i]);
  check_end (&run, "the end");
  forget (&run);
  g_assert_cmpuint (lines->len, >, 50);
}

/* A rule's name is not the program's, and must not end the text in the command. */
static void
test_hostile_name (void)
{
  g_autoptr (GDateTime) at = g_date_time_new_utc (2031, 1, 1, 0, 0, 0);
  const SessionDoctorQuestion question = { .mailbox = "ann@corp.example",
                                           .is_asked = { TRUE, TRUE },
                                           .at = at };
  g_auto (SessionDoctorFacts) facts = { .inbox_rules = session_doctor_new_rules () };
  g_autoptr (SessionDiagnosis) diagnosis = NULL;
  g_autofree char *cure = NULL;
  g_auto (GStrv) commands = NULL;

  session_doctor_add_rule (facts.inbox_rules, "x\"; Remove-Mailbox \"all", "DeleteMessage True");
  diagnosis = session_doctor_judge (&question, &facts);
  g_assert_cmpuint (diagnosis->findings->len, ==, 1);
  cure = session_doctor_cure (diagnosis, diagnosis->findings->pdata[0]);
  commands = session_commands (cure);
  g_assert_cmpuint (g_strv_length (commands), ==, 1);
  g_assert_cmpstr (commands[0], ==,
                   "Disable-InboxRule -Mailbox \"ann@corp.example\" -Identity "
                   "\"x`\"; Remove-Mailbox `\"all\"");
  g_assert_cmpint (diagnosis->verdicts[0], ==, SESSION_REPLY_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/doctor/cases", test_cases);
  g_test_add_func ("/session/doctor/hostile-name", test_hostile_name);
  return g_test_run ();
}
