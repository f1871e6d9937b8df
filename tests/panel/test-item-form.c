/* test-item-form.c - the fields of an absence: what they are given comes out as it was
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oof-date.h"
#include "oof-text.h"
#include "panel-item-form.h"
#include "panel-item-texts.h"
#include "panel-who.h"

#include "panel-resources.h"

#define DAY(year, month, day) ((gint64) oof_date_day (year, month, day) * OOF_DAY_S)
#define MANY 50000

static OofWhen *
make_when (gint64 from_s, gint64 until_s, const char *zone)
{
  g_autoptr (GError) error = NULL;
  OofWhen *when = oof_when_new (
      &(OofWhenParts){ .is_all_day = TRUE,
                       .from_s = from_s,
                       .until_s = until_s,
                       .zone_kind = zone != NULL ? OOF_IN_FIXED_ZONE : OOF_IN_MAILBOX_ZONE,
                       .zone = zone },
      &error);

  g_assert_no_error (error);
  return when;
}

/* Puts the parts into the fields, and takes an item out again. */
static OofItem *
pass_through (const OofItemParts *parts, OofItem *value, GError **error)
{
  g_autoptr (SessionHub) hub = session_hub_new (SESSION_START_NORMAL);
  PanelItemForm *form = g_object_ref_sink (g_object_new (PANEL_TYPE_ITEM_FORM, NULL));
  OofItem *item;

  panel_item_form_set (form, hub, parts, value);
  item = panel_item_form_get (form, error);
  g_object_unref (form);
  session_hub_close (hub);
  return item;
}

static void
assert_same_names (const OofFor *a, const OofFor *b, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_assert_cmpint (a[i].kind, ==, b[i].kind);
    g_assert_cmpstr (a[i].text, ==, b[i].text);
  }
}

static void
assert_same (OofItem *item, const OofItemParts *parts)
{
  const OofItemParts *now = oof_item_parts (item);

  g_assert_cmpstr (now->id, ==, parts->id);
  g_assert_cmpint (now->type, ==, parts->type);
  g_assert_cmpuint (now->n_who, ==, parts->n_who);
  assert_same_names (now->who, parts->who, parts->n_who);
  g_assert_cmpuint (now->n_except, ==, parts->n_except);
  assert_same_names (now->except, parts->except, parts->n_except);
  g_assert_cmpint (now->is_living, ==, parts->is_living);
  g_assert_cmpint (oof_when_parts (now->when)->from_s, ==, oof_when_parts (parts->when)->from_s);
  g_assert_cmpint (oof_when_parts (now->when)->until_s, ==, oof_when_parts (parts->when)->until_s);
  g_assert_cmpstr (now->inside, ==, parts->inside);
  g_assert_cmpstr (now->outside, ==, parts->outside);
  g_assert_cmpint (now->audience, ==, parts->audience);
  g_assert_cmpint (now->own, ==, parts->own);
  g_assert_cmpuint (now->repeat_days, ==, parts->repeat_days);
  g_assert_cmpstr (now->substitute, ==, parts->substitute);
  g_assert_cmpint (now->forward, ==, parts->forward);
  g_assert_cmpint (now->meetings.declines_new, ==, parts->meetings.declines_new);
  g_assert_cmpstr (now->meetings.subject, ==, parts->meetings.subject);
  g_assert_cmpint (now->priority, ==, parts->priority);
  g_assert_cmpint (now->tell[OOF_TELL_MANAGER].is_told, ==, parts->tell[OOF_TELL_MANAGER].is_told);
  g_assert_cmpint (now->approval, ==, parts->approval);
  g_assert_cmpint (now->not_before_day, ==, parts->not_before_day);
  g_assert_cmpuint (now->protect_hours, ==, parts->protect_hours);
  g_assert_cmpstr (now->note, ==, parts->note);
  g_assert_cmpstr (now->ticket, ==, parts->ticket);
  g_assert_cmpstr (now->creator, ==, parts->creator);
  g_assert_cmpint (now->created_s, ==, parts->created_s);
}

/* Opened and saved, nothing is another: also what no field shows, and a note of several lines. */
static void
test_unchanged (void)
{
  static const OofFor who[] = { { OOF_FOR_PERSON, "ann@corp.example" },
                                { OOF_FOR_GROUP, "sales@corp.example" },
                                { OOF_FOR_UNIT, "OU=Sales,DC=corp,DC=example" },
                                { OOF_FOR_FILTER, "(&(department=Sales)(l=Graz))" } };
  static const OofFor except[] = { { OOF_FOR_PERSON, "boss@corp.example" } };
  g_autoptr (OofWhen) when = make_when (DAY (2031, 11, 4), DAY (2031, 11, 8), NULL);
  g_autoptr (GError) error = NULL;
  const OofItemParts parts = { .id = "a",
                               .type = OOF_TYPE_TRAINING,
                               .who = who,
                               .n_who = G_N_ELEMENTS (who),
                               .except = except,
                               .n_except = G_N_ELEMENTS (except),
                               .is_living = TRUE,
                               .when = when,
                               .inside = "<p>Away until {{absence.end}}.</p>\r\n<!-- kept -->",
                               .outside = "<b>away</b>",
                               .audience = OOF_AUDIENCE_ALL,
                               .own = OOF_OWN_REPLACE_RESTORE,
                               .repeat_days = 3,
                               .substitute = "bob@corp.example",
                               .forward = OOF_FORWARD_COPY,
                               .meetings = { .declines_new = TRUE, .subject = "Away" },
                               .priority = -7,
                               .tell = { [OOF_TELL_MANAGER] = { TRUE, "word" } },
                               .approval = OOF_APPROVAL_GIVEN,
                               .not_before_day = oof_date_day (2031, 10, 1),
                               .protect_hours = 12,
                               .note = "first line\nsecond line",
                               .ticket = "4711",
                               .creator = "carol",
                               .created_s = 1234567 };
  g_autoptr (OofItem) value = oof_item_new (&parts, &error);
  g_autoptr (OofItem) item = NULL;

  g_assert_no_error (error);
  item = pass_through (oof_item_parts (value), value, &error);
  g_assert_no_error (error);
  assert_same (item, oof_item_parts (value));
}

/* Fifty thousand people, of whom some dozen are shown. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) who = g_array_new (FALSE, FALSE, sizeof (OofFor));
  g_autoptr (OofWhen) when = make_when (DAY (9999, 12, 30), OOF_OPEN_END, NULL);
  g_autoptr (GError) error = NULL;
  OofItemParts parts = { .id = "a", .when = when, .inside = "x", .outside = "x" };
  g_autoptr (OofItem) item = NULL;

  for (guint i = 0; i < MANY; i++) {
    char *name = g_strdup_printf ("p%u@corp.example", i);
    const OofFor person = { OOF_FOR_PERSON, name };

    g_ptr_array_add (names, name);
    g_array_append_val (who, person);
  }
  parts.who = (const OofFor *) (gpointer) who->data;
  parts.n_who = who->len;
  item = pass_through (&parts, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (oof_item_parts (item)->n_who, ==, MANY);
  assert_same_names (oof_item_parts (item)->who, parts.who, MANY);
}

static void
test_refused (void)
{
  static const OofFor ann = { OOF_FOR_PERSON, "ann@corp.example" };
  const struct
  {
    const char *about;
    gint64 from_s;
    const char *zone;
    guint n_who;
    const char *inside;
    const char *substitute;
    const char *reason;
  } rows[] = {
    { "nobody", DAY (2031, 11, 4), NULL, 0, "x", NULL, "nobody" },
    { "over", DAY (2001, 11, 4), NULL, 1, "x", NULL, "end-in-past" },
    { "zone", DAY (2031, 11, 4), "Middle/Earth", 1, "x", NULL, "zone-unknown" },
    { "text", DAY (2031, 11, 4), NULL, 1, "", NULL, "inside-empty" },
    { "placeholder", DAY (2031, 11, 4), NULL, 1, "{{nonsense}}", NULL, "inside-placeholder" },
    { "loop", DAY (2031, 11, 4), NULL, 1, "{{if manager}}x", NULL, "inside-placeholder" },
    { "self", DAY (2031, 11, 4), NULL, 1, "x", "Ann@corp.example", "substitute-self" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofWhen) when = make_when (rows[i].from_s, rows[i].from_s + OOF_DAY_S, rows[i].zone);
    g_autoptr (GError) error = NULL;
    const OofItemParts parts = { .id = "a",
                                 .who = &ann,
                                 .n_who = rows[i].n_who,
                                 .when = when,
                                 .inside = rows[i].inside,
                                 .outside = rows[i].inside,
                                 .audience = OOF_AUDIENCE_KNOWN,
                                 .substitute = rows[i].substitute };
    g_autoptr (OofItem) item = pass_through (&parts, NULL, &error);

    g_test_message ("%s", rows[i].about);
    g_assert_null (item);
    g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
  }
}

/* What is over may still be edited. */
static void
test_old (void)
{
  static const OofFor ann = { OOF_FOR_PERSON, "ann@corp.example" };
  g_autoptr (OofWhen) when = make_when (DAY (2001, 11, 4), DAY (2001, 11, 5), NULL);
  g_autoptr (GError) error = NULL;
  const OofItemParts parts = {
    .id = "a", .who = &ann, .n_who = 1, .when = when, .inside = "x", .outside = "x"
  };
  g_autoptr (OofItem) value = oof_item_new (&parts, &error);
  g_autoptr (OofItem) item = NULL;

  g_assert_no_error (error);
  item = pass_through (oof_item_parts (value), value, &error);
  g_assert_no_error (error);
}

/* Nobody is in it twice; what it counts follows what goes. */
static void
test_who (void)
{
  g_autoptr (PanelWho) who = panel_who_new ();

  g_assert_true (panel_who_add (who, NULL, &(OofFor){ OOF_FOR_PERSON, "ann@corp.example" }));
  g_assert_false (panel_who_add (who, NULL, &(OofFor){ OOF_FOR_PERSON, "ANN@corp.example" }));
  g_assert_true (panel_who_add (who, NULL, &(OofFor){ OOF_FOR_GROUP, "ann@corp.example" }));
  g_assert_cmpuint (panel_who_size (who), ==, 2);
  g_assert_cmpuint (panel_who_n_unknown (who), ==, 1);
  g_assert_true (panel_who_has_rule (who));
  panel_who_remove (who, 1);
  g_assert_false (panel_who_has_rule (who));
  panel_who_remove (who, 0);
  g_assert_cmpuint (panel_who_n_unknown (who), ==, 0);
  g_assert_true (panel_who_add (who, NULL, &(OofFor){ OOF_FOR_PERSON, "ann@corp.example" }));
}

/* Where not all are shown, those that nobody knows are. */
static void
test_who_is_shown (void)
{
  g_autoptr (PanelWho) who = panel_who_new ();
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < 10; i++) {
    g_autofree char *mail = g_strdup_printf ("p%u@corp.example", i);
    g_autoptr (ExchangePerson) known =
        exchange_person_new (&(ExchangePerson){ .name = mail, .mail = mail });

    if (i == 7)
      g_assert_true (panel_who_add (who, NULL, &(OofFor){ OOF_FOR_PERSON, mail }));
    else
      g_assert_true (panel_who_add_found (who, known));
  }
  panel_who_choose (who, 3, shown);
  g_assert_cmpuint (shown->len, ==, 3);
  g_assert_cmpuint (g_array_index (shown, guint, 0), ==, 7);
  g_assert_cmpuint (g_array_index (shown, guint, 1), ==, 0);
  g_assert_cmpuint (g_array_index (shown, guint, 2), ==, 1);
  panel_who_choose (who, 10, shown);
  g_assert_cmpuint (shown->len, ==, 10);
  for (guint i = 0; i < shown->len; i++)
    g_assert_cmpuint (g_array_index (shown, guint, i), ==, i);
}

static OofText *
make_template (const char *name, OofType type, gboolean is_approved)
{
  g_autoptr (GError) error = NULL;
  OofText *text = oof_text_new (&(OofText){ .name = (char *) name,
                                            .type = type,
                                            .language = (char *) "",
                                            .audience = OOF_AUDIENCE_ALL,
                                            .inside = (char *) "<p>Away</p>",
                                            .outside = (char *) "<p>Away</p>",
                                            .note = (char *) "",
                                            .is_approved = is_approved },
                                &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_chosen (PanelItemTexts *texts, const char *name)
{
  OofItemParts parts = { 0 };

  panel_item_texts_fill (texts, &parts);
  g_assert_cmpstr (parts.template_name, ==, name);
  if (*name != '\0')
    g_assert_cmpint (parts.audience, ==, OOF_AUDIENCE_ALL);
}

/* A new absence's kind chooses its template, unless there is none, or not one alone, or somebody
 * has chosen or written something. */
static void
test_proposed (void)
{
  g_autoptr (GPtrArray) templates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) oof_text_unref);
  const OofItemParts blank = { .audience = OOF_AUDIENCE_KNOWN };
  const OofItemParts written = { .audience = OOF_AUDIENCE_KNOWN, .inside = "<p>mine</p>" };
  const OofItemParts chosen = { .audience = OOF_AUDIENCE_ALL, .template_name = "one" };
  PanelItemTexts *texts = g_object_ref_sink (g_object_new (PANEL_TYPE_ITEM_TEXTS, NULL));

  g_ptr_array_add (templates, make_template ("draft", OOF_TYPE_TRAINING, FALSE));
  g_ptr_array_add (templates, make_template ("course", OOF_TYPE_TRAINING, TRUE));
  g_ptr_array_add (templates, make_template ("one", OOF_TYPE_SICK, TRUE));
  g_ptr_array_add (templates, make_template ("two", OOF_TYPE_SICK, TRUE));

  panel_item_texts_set (texts, &blank, templates);
  panel_item_texts_propose (texts, OOF_TYPE_TRAINING);
  assert_chosen (texts, "course");
  panel_item_texts_propose (texts, OOF_TYPE_SICK);
  assert_chosen (texts, "");
  panel_item_texts_propose (texts, OOF_TYPE_CLOSURE);
  assert_chosen (texts, "");

  panel_item_texts_set (texts, &written, templates);
  panel_item_texts_propose (texts, OOF_TYPE_TRAINING);
  assert_chosen (texts, "");
  panel_item_texts_set (texts, &chosen, templates);
  panel_item_texts_propose (texts, OOF_TYPE_TRAINING);
  assert_chosen (texts, "one");
  g_object_unref (texts);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (panel_get_resource ());
  g_test_add_func ("/panel/item/unchanged", test_unchanged);
  g_test_add_func ("/panel/item/many", test_many);
  g_test_add_func ("/panel/item/refused", test_refused);
  g_test_add_func ("/panel/item/old", test_old);
  g_test_add_func ("/panel/item/proposed", test_proposed);
  g_test_add_func ("/panel/item/who", test_who);
  g_test_add_func ("/panel/item/who-is-shown", test_who_is_shown);
  return g_test_run ();
}
