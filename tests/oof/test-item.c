/* test-item.c - planned absences: what is kept, what is refused
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oof-date.h"
#include "oof-item.h"

#include <string.h>

static OofWhen *
make_when (void)
{
  const OofWhenParts parts = { .is_all_day = TRUE, .from_s = 0, .until_s = 86400 };

  return oof_when_new (&parts, NULL);
}

static const OofFor ann = { OOF_FOR_PERSON, "ann@corp.example" };

static OofItemParts
make_parts (OofWhen *when)
{
  return (OofItemParts){ .id = "one",
                         .who = &ann,
                         .n_who = 1,
                         .when = when,
                         .inside = "<p>Away</p>",
                         .audience = OOF_AUDIENCE_NONE };
}

static void
test_keeps (void)
{
  g_autoptr (OofWhen) when = make_when ();
  char text[] = "<p>Away</p>";
  const OofFor who[] = { ann, { OOF_FOR_GROUP, "ann@corp.example" }, { OOF_FOR_FILTER, "(a=b)" } };
  const OofFor except[] = { { OOF_FOR_PERSON, "boss@corp.example" } };
  OofItemParts parts = make_parts (when);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = NULL;
  g_autoptr (OofItem) again = NULL;
  const OofItemParts *kept;

  parts.who = who;
  parts.n_who = 3;
  parts.except = except;
  parts.n_except = 1;
  parts.inside = text;
  parts.substitute = "bob@corp.example";
  parts.forward = OOF_FORWARD_COPY;
  parts.priority = -7;
  parts.note = "two\nlines";
  parts.meetings = (OofMeetings){ TRUE, "Away", TRUE, FALSE, "Sorry" };
  item = oof_item_new (&parts, &error);
  g_assert_no_error (error);
  memset (text, 'x', sizeof text - 1);
  g_clear_pointer (&when, oof_when_unref);

  again = oof_item_ref (item);
  kept = oof_item_parts (again);
  g_assert_cmpstr (kept->inside, ==, "<p>Away</p>");
  g_assert_cmpstr (kept->outside, ==, "");
  g_assert_cmpstr (kept->template_name, ==, "");
  g_assert_cmpstr (kept->who[2].text, ==, "(a=b)");
  g_assert_cmpint (kept->who[2].kind, ==, OOF_FOR_FILTER);
  g_assert_cmpstr (kept->except[0].text, ==, "boss@corp.example");
  g_assert_cmpstr (kept->substitute, ==, "bob@corp.example");
  g_assert_cmpstr (kept->note, ==, "two\nlines");
  g_assert_cmpstr (kept->meetings.message, ==, "Sorry");
  g_assert_cmpint (kept->priority, ==, -7);
  g_assert_false (oof_when_repeats (kept->when));
}

static void
assert_refused (const OofItemParts *parts, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = oof_item_new (parts, &error);

  g_test_message ("%s", reason);
  g_assert_null (item);
  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, reason);
}

static void
test_refuses_names (void)
{
  g_autoptr (OofWhen) when = make_when ();
  g_autofree char *longest = g_strnfill (OOF_ITEM_MOST_NAME_BYTES + 1, 'x');
  const OofFor twice[] = { ann, { OOF_FOR_PERSON, "ANN@corp.example" } };
  const char *const wrong[] = { "",
                                NULL,
                                "a\nb",
                                "a\tb",
                                "\xFF",
                                "a\x01"
                                "b",
                                longest };
  OofItemParts parts = make_parts (when);

  parts.n_who = 0;
  assert_refused (&parts, "nobody");
  parts.n_who = OOF_ITEM_MOST_WHO + 1;
  assert_refused (&parts, "too-many-people");
  parts.who = twice;
  parts.n_who = 2;
  assert_refused (&parts, "twice");
  parts.n_who = 1;
  parts.except = twice + 1;
  parts.n_except = 1;
  assert_refused (&parts, "twice");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    const OofFor who = { OOF_FOR_PERSON, wrong[i] };

    parts = make_parts (when);
    parts.who = &who;
    assert_refused (&parts, "bad-name");
  }
}

static void
test_refuses_rest (void)
{
  g_autoptr (OofWhen) when = make_when ();
  g_autofree char *note = g_strnfill (OOF_ITEM_MOST_NOTE_BYTES + 1, 'x');
  g_autofree char *text = g_strnfill (OOF_MOST_TEXT_BYTES + 1, 'x');
  const OofItemParts right = make_parts (when);
  OofItemParts parts = right;

  parts.id = "";
  assert_refused (&parts, "id");
  parts = right;
  parts.when = NULL;
  assert_refused (&parts, "no-when");
  parts = right;
  parts.substitute = "Ann@Corp.Example";
  assert_refused (&parts, "substitute-self");
  parts.substitute = "a\nb";
  assert_refused (&parts, "bad-name");
  parts.substitute = "";
  parts.forward = OOF_FORWARD_MOVE;
  assert_refused (&parts, "no-substitute");
  parts = right;
  parts.tell[OOF_TELL_SUBSTITUTE].is_told = TRUE;
  assert_refused (&parts, "no-substitute");
  parts = right;
  parts.tell[OOF_TELL_USER] = (OofTell){ TRUE, "a\nb" };
  assert_refused (&parts, "bad-line");
  parts = right;
  parts.protect_hours = OOF_ITEM_MOST_PROTECT_HOURS + 1;
  assert_refused (&parts, "protect-hours");
  parts = right;
  parts.not_before_day = OOF_DATE_LAST + 1;
  assert_refused (&parts, "bad-time");
  parts = right;
  parts.repeat_days = 366;
  assert_refused (&parts, "repeat-days");
  parts = right;
  parts.priority = G_MININT;
  assert_refused (&parts, "priority");
  parts = right;
  parts.note = note;
  assert_refused (&parts, "bad-line");
  parts.note = NULL;
  parts.ticket = "4711\n";
  assert_refused (&parts, "bad-line");
  parts = right;
  parts.inside = "<p> </p>";
  assert_refused (&parts, "inside-empty");
  parts.inside = text;
  assert_refused (&parts, "too-long");
  parts = right;
  parts.audience = OOF_AUDIENCE_ALL;
  assert_refused (&parts, "outside-empty");
}

/* Whose texts are a template's has none of its own. */
static void
test_template (void)
{
  g_autoptr (OofWhen) when = make_when ();
  OofItemParts parts = make_parts (when);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = NULL;
  char name[] = "told";

  parts.audience = OOF_AUDIENCE_ALL;
  parts.template_name = "training";
  parts.tell[OOF_TELL_USER] = (OofTell){ TRUE, name };
  item = oof_item_new (&parts, &error);
  g_assert_no_error (error);
  name[0] = 'x';
  g_assert_cmpstr (oof_item_parts (item)->template_name, ==, "training");
  g_assert_cmpstr (oof_item_parts (item)->inside, ==, "");
  g_assert_cmpstr (oof_item_parts (item)->tell[OOF_TELL_USER].template_name, ==, "told");
  g_assert_cmpstr (oof_item_parts (item)->tell[OOF_TELL_MANAGER].template_name, ==, "");
}

/* Fifty thousand people in one are no burden. */
static void
test_many (void)
{
  g_autoptr (OofWhen) when = make_when ();
  g_autoptr (GStringChunk) strings = g_string_chunk_new (4096);
  g_autofree OofFor *who = g_new (OofFor, 50000);
  OofItemParts parts = make_parts (when);
  g_autoptr (GError) error = NULL;
  g_autoptr (OofItem) item = NULL;

  for (guint i = 0; i < 50000; i++) {
    g_autofree char *name = g_strdup_printf ("p%u@corp.example", i);

    who[i] = (OofFor){ OOF_FOR_PERSON, g_string_chunk_insert (strings, name) };
  }
  parts.who = who;
  parts.n_who = 50000;
  parts.substitute = "bob@corp.example";
  item = oof_item_new (&parts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (oof_item_parts (item)->who[49999].text, ==, "p49999@corp.example");
}

/* In the calendar only: without texts, for nobody outside, with an entry; and nothing that needs a
 * reply. */
static void
test_calendar_only (void)
{
  g_autoptr (OofWhen) when = make_when ();
  OofItemParts parts = make_parts (when);
  g_autoptr (OofItem) with = oof_item_new (&parts, NULL);
  g_autoptr (OofItem) without = NULL;
  g_autoptr (OofItem) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (oof_item_has_reply (with));
  parts.inside = NULL;
  g_assert_null (oof_item_new (&parts, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "inside-empty");
  g_clear_error (&error);
  parts.meetings.is_shown = TRUE;
  without = oof_item_new (&parts, &error);
  g_assert_no_error (error);
  g_assert_false (oof_item_has_reply (without));
  again = oof_item_new (oof_item_parts (without), &error);
  g_assert_no_error (error);
  g_assert_false (oof_item_has_reply (again));
  parts.audience = OOF_AUDIENCE_KNOWN;
  g_assert_null (oof_item_new (&parts, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "inside-empty");
  g_clear_error (&error);
  parts.audience = OOF_AUDIENCE_NONE;
  parts.tell[OOF_TELL_USER].is_told = TRUE;
  g_assert_null (oof_item_new (&parts, &error));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "calendar-only");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/item/keeps", test_keeps);
  g_test_add_func ("/oof/item/refuses/names", test_refuses_names);
  g_test_add_func ("/oof/item/refuses/rest", test_refuses_rest);
  g_test_add_func ("/oof/item/template", test_template);
  g_test_add_func ("/oof/item/calendar-only", test_calendar_only);
  g_test_add_func ("/oof/item/many", test_many);
  return g_test_run ();
}
