/* test-replies.c - replies that mailboxes hold: what is grouped, what is out of date
 * (tests/cases/session/replies.case)
 *
 * It is 2031-06-01, noon, UTC. "read WHO on|off|FROM..UNTIL | HTML": what a mailbox holds. "seen
 * WHO DAY": it was seen first then; "changed WHO DAY": another one was. "away WHO FROM UNTIL": an
 * absence is planned; "left WHO": for good. "ours WHO …": what an absence put there. "person WHO
 * NAME [disabled]": one more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "crew.h"
#include "session-replies.h"
#include "store-managed.h"

#include <gio/gio.h>
#include <string.h>

#define NOW "2031-06-01T12:00:00Z"

typedef struct
{
  GPtrArray *entries;
  GPtrArray *items;
  GPtrArray *reads; /* lines */
  GHashTable *seen; /* who → "DAY", or "!DAY" for another one */
  GHashTable *ours; /* who → StoreManaged */
  GString *gives;
} Case;

static void
add_person (Case *self, const char *who, const char *name, gboolean is_disabled)
{
  g_autofree char *mail = g_strdup_printf ("%s@corp.example", who);
  g_autoptr (ExchangePerson) person = exchange_person_new (&(ExchangePerson){
      .id = who, .name = name, .mail = mail, .upn = mail, .is_disabled = is_disabled });

  g_ptr_array_add (self->entries, session_entry_new (person));
}

static void
begin (Case *self)
{
  self->entries = session_entry_array ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  self->reads = g_ptr_array_new_with_free_func (g_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ours =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) store_managed_free);
  self->gives = g_string_new (NULL);
  add_person (self, "ann", "Ann Berg", FALSE);
  add_person (self, "bob", "Bob Kern", FALSE);
  add_person (self, "cid", "Cid Roth", FALSE);
  add_person (self, "dan", "Dan Wolf", FALSE);
  add_person (self, "eva", "Eva Moser", FALSE);
}

static void
end (Case *self)
{
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->reads);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->ours);
  g_string_free (self->gives, TRUE);
}

/* "on | HTML", "2031-05-01..2031-05-10 | HTML" */
static OofState *
read_state (const char *text)
{
  g_auto (GStrv) sides = g_strsplit (text, " |", 2);
  g_auto (GStrv) ends = g_strsplit (sides[0], "..", 2);
  const char *html = g_strchug (sides[1]);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  OofMode mode = g_str_equal (sides[0], "on") ? OOF_MODE_ON : OOF_MODE_OFF;

  if (ends[1] != NULL) {
    g_autofree char *first = g_strconcat (ends[0], "T00:00:00Z", NULL);
    g_autofree char *last = g_strconcat (ends[1], "T00:00:00Z", NULL);

    from = base_time_parse (first, NULL, NULL);
    until = base_time_parse (last, NULL, NULL);
    mode = OOF_MODE_SCHEDULED;
  }
  return oof_state_new (mode, OOF_AUDIENCE_NONE, from, until, html, "");
}

static void
add_item (Case *self, const char *who, OofType type, const char *from, const char *until)
{
  g_autofree char *mail = g_strdup_printf ("%s@corp.example", who);

  g_ptr_array_add (self->items,
                   crew_item (&(CrewItem){
                       .id = who, .who = mail, .from = from, .until = until, .type = type }));
}

static void
add_ours (Case *self, const char *who, const char *state)
{
  g_autofree char *mail = g_strdup_printf ("%s@corp.example", who);
  StoreManaged *managed = store_managed_new (mail, "v");

  managed->wanted = read_state (state);
  managed->held = oof_state_ref (managed->wanted);
  g_hash_table_insert (self->ours, g_strdup (who), managed);
}

static void
take_line (Case *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);

  if (g_str_equal (words[0], "read") || g_str_equal (words[0], "failed")) {
    g_ptr_array_add (self->reads, g_strdup (line));
  } else if (g_str_equal (words[0], "seen")) {
    g_hash_table_insert (self->seen, g_strdup (words[1]), g_strdup (words[2]));
  } else if (g_str_equal (words[0], "changed")) {
    g_hash_table_insert (self->seen, g_strdup (words[1]), g_strconcat ("!", words[2], NULL));
  } else if (g_str_equal (words[0], "away")) {
    g_auto (GStrv) days = g_strsplit (words[2], " ", 2);

    add_item (self, words[1], OOF_TYPE_VACATION, days[0], days[1]);
  } else if (g_str_equal (words[0], "left")) {
    add_item (self, words[1], OOF_TYPE_LEFT, "2031-01-01", NULL);
  } else if (g_str_equal (words[0], "ours")) {
    add_ours (self, words[1], words[2]);
  } else {
    char *disabled = strstr (words[2], " disabled");

    g_assert_cmpstr (words[0], ==, "person");
    if (disabled != NULL)
      *disabled = '\0';
    add_person (self, words[1], words[2], disabled != NULL);
  }
}

static SessionReplies *
open (const Case *self)
{
  g_autoptr (SessionRoster) roster = session_roster_new (self->entries, NULL);
  g_autoptr (SessionMembers) members = session_members_new (roster, NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (SessionPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  session_members_note (members, self->items);
  plan = session_plan_new (members, self->items, (gint32) (at ("2031-01-01T00:00:00Z") / OOF_DAY_S),
                           366, &error);
  g_assert_no_error (error);
  return session_replies_new (plan, utc, at (NOW), SESSION_REPLIES_DAYS);
}

static void
read_one (const Case *self, SessionReplies *replies, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  g_autofree char *mail = g_strdup_printf ("%s@corp.example", words[1]);
  const char *seen = g_hash_table_lookup (self->seen, words[1]);
  g_autoptr (OofState) held = words[2] != NULL ? read_state (words[2]) : NULL;
  g_autofree char *digest = held != NULL ? session_reply_digest (held) : NULL;
  SessionReplyRead read = { .mailbox = mail,
                            .held = held,
                            .managed = g_hash_table_lookup (self->ours, words[1]) };

  if (held == NULL) {
    g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

    session_replies_add_failed (replies, mail, error);
    return;
  }
  if (seen != NULL) {
    g_autofree char *day = g_strconcat (seen + (*seen == '!'), "T00:00:00Z", NULL);

    read.known_digest = *seen == '!' ? "another" : digest;
    read.known_first_s = at (day);
  }
  session_replies_add (replies, &read);
}

static const char *
short_name (const char *mail)
{
  g_autofree char *name = g_strndup (mail, strcspn (mail, "@"));

  return g_intern_string (name);
}

static int
compare_mails (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const SessionReply *const *) a)->mailbox,
                 (*(const SessionReply *const *) b)->mailbox);
}

static void
describe_reply (GString *text, const SessionReply *reply)
{
  g_string_append_printf (text, "  %s %s", short_name (reply->mailbox),
                          session_reply_state_names[reply->state]);
  for (guint i = 0; i < SESSION_STALE_N; i++)
    if (reply->stale & (1u << i))
      g_string_append_printf (text, " %s", session_stale_names[i]);
  if (reply->leaver != NULL)
    g_string_append_printf (text, "(%s)", reply->leaver);
  if (reply->is_forgotten)
    g_string_append (text, " forgotten");
  if (reply->item != NULL)
    g_string_append (text, " item");
  if (reply->is_drifted)
    g_string_append (text, " drifted");
  g_string_append_c (text, '\n');
}

static char *
describe (SessionReplies *replies)
{
  const GPtrArray *groups = session_replies_groups (replies);
  const GArray *failures = session_replies_failures (replies);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  g_ptr_array_extend (all, (GPtrArray *) session_replies_all (replies), NULL, NULL);
  for (guint i = 0; i < groups->len; i++) {
    const SessionReplyGroup *group = groups->pdata[i];

    g_string_append (text, "  group");
    for (guint j = 0; j < group->replies->len; j++)
      g_string_append_printf (
          text, " %s", short_name (((const SessionReply *) group->replies->pdata[j])->mailbox));
    g_string_append_printf (text, ": %u text%s\n", group->n_texts, group->n_texts > 1 ? "s" : "");
    g_assert_true (session_replies_find_group (replies, group->id) == group);
  }
  g_ptr_array_sort (all, compare_mails);
  for (guint i = 0; i < all->len; i++)
    describe_reply (text, all->pdata[i]);
  for (guint i = 0; i < failures->len; i++)
    g_string_append_printf (text, "  failed %s\n",
                            short_name (g_array_index (failures, SessionReplyFailure, i).mailbox));
  return g_string_free (text, FALSE);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Groups of the same size stand by their ids, which say nothing: their lines in any order. */
static char *
sort_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    g_ptr_array_add (sorted, lines[i]);
  g_ptr_array_sort (sorted, compare_lines);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv ("\n", (char **) sorted->pdata);
}

static void
check (Case *self)
{
  g_autoptr (SessionReplies) replies = open (self);
  g_autofree char *found = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  for (guint i = 0; i < self->reads->len; i++)
    read_one (self, replies, self->reads->pdata[i]);
  found = describe (replies);
  left = sort_lines (found);
  right = sort_lines (self->gives->str);
  g_assert_cmpstr (left, ==, right);
  end (self);
}

static void
test_cases (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "cases", "session", "replies.case", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Case self = { NULL };

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    if (*lines[i] == '#' || *lines[i] == '\0' || g_str_equal (lines[i], "gives"))
      continue;
    if (g_str_has_prefix (lines[i], "case ")) {
      if (self.entries != NULL)
        check (&self);
      g_test_message ("%s", lines[i]);
      begin (&self);
    } else if (*lines[i] == ' ') {
      g_string_append_printf (self.gives, "%s\n", lines[i]);
    } else {
      take_line (&self, lines[i]);
    }
  }
  check (&self);
}

/* 10,000 of the same, and some that nobody should send. */
static void
test_many (void)
{
  Case self = { NULL };
  g_autoptr (SessionReplies) replies = NULL;
  g_autoptr (GString) long_text = g_string_new ("<p>");
  g_autoptr (OofState) same = NULL;
  g_autoptr (OofState) huge = NULL;
  const GPtrArray *groups;

  begin (&self);
  replies = open (&self);
  while (long_text->len < 5 * 1024 * 1024)
    g_string_append (long_text, "<b>Ann Berg is away until 3 May 2031 <table><td>");
  same = oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, "<p>Closed</p>", "");
  huge = oof_state_new (OOF_MODE_ON, OOF_AUDIENCE_ALL, NULL, NULL, long_text->str, "");
  for (guint i = 0; i < 10000; i++) {
    g_autofree char *mail = g_strdup_printf ("p%u@corp.example", i);

    session_replies_add (replies, &(SessionReplyRead){ .mailbox = mail, .held = same });
  }
  for (guint i = 0; i < 20; i++) {
    g_autofree char *mail = g_strdup_printf ("h%u@corp.example", i);

    session_replies_add (replies, &(SessionReplyRead){ .mailbox = mail, .held = huge });
  }
  groups = session_replies_groups (replies);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpuint (((const SessionReplyGroup *) groups->pdata[0])->replies->len, ==, 10000);
  g_assert_cmpuint (((const SessionReplyGroup *) groups->pdata[1])->replies->len, ==, 20);
  g_assert_cmpuint (((const SessionReplyGroup *) groups->pdata[1])->text->length, >, 1000000);
  end (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/replies/cases", test_cases);
  g_test_add_func ("/session/replies/many", test_many);
  return g_test_run ();
}
