/* test-engine-edits.c - whom an engine looks at when somebody has edited the plan
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "world.h"

static const char *const names[] = { "ann", "bob", "cid", "dan", "eve", "fay", "gus", NULL };

/* What is edited, and who is looked at for it. */
typedef struct
{
  const char *title;
  CrewItem item;        /* in the place of the one of that id; NULL: none */
  const char *remove;   /* an id; NULL: none */
  const char *note;     /* of the item; NULL: "" */
  const char *calendar; /* of holidays, which no absence names; NULL: none */
  const char *seen;     /* sorted; each who is written is read back */
} Edit;

#define TRIP(people, until, text)                                                                  \
  {                                                                                                \
    "trip", OOF_FOR_PERSON, people, NULL, "2027-05-20", until, "FREQ=MONTHLY;COUNT=4",             \
        .inside = text                                                                             \
  }
#define FIVE "ann@corp.example bob@corp.example cid@corp.example dan@corp.example eve@corp.example"

/* Everybody's, some weeks from now; and one before it. */
static const CrewItem crew[] = {
  TRIP (FIVE, "2027-05-25", NULL),
  { "week", OOF_FOR_PERSON, "bob@corp.example", NULL, "2027-05-10", "2027-05-12", .priority = 5 },
};

static const Edit edits[] = {
  { "text", .item = TRIP (FIVE, "2027-05-25", "<p>another</p>"),
    .seen = "ann ann bob cid cid dan dan eve eve" },
  { "dates", .item = TRIP (FIVE, "2027-05-26", NULL),
    .seen = "ann ann bob cid cid dan dan eve eve" },
  { "note", .item = TRIP (FIVE, "2027-05-25", NULL), .note = "spoken about", .seen = "" },
  { "one-more", .item = TRIP (FIVE " fay@corp.example", "2027-05-25", NULL), .seen = "fay fay" },
  { "one-less",
    .item = TRIP ("ann@corp.example bob@corp.example cid@corp.example dan@corp.example",
                  "2027-05-25", NULL),
    .seen = "eve eve" },
  { "in-front",
    .item = { "fog", OOF_FOR_PERSON, "cid@corp.example", NULL, "2027-05-21", "2027-05-22" },
    .seen = "cid cid" },
  { "gone", .remove = "week", .seen = "bob bob" },
  { "calendar", .calendar = "Nobody's", .seen = "" },
};

static const Edit *edit; /* of this world */

static void
make_edit (World *self)
{
  static const gint32 day = 20000;
  const char *const removed[] = { edit->remove, NULL };
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_days_unref);
  const SessionItemsEdit all = {
    .items = items, .removed = removed, .holidays = days, .expected_revision = -1
  };
  g_autoptr (GError) error = NULL;

  if (edit->item.id != NULL) {
    g_autoptr (OofItem) item = crew_item (&edit->item);
    OofItemParts parts = *oof_item_parts (item);

    parts.note = edit->note;
    g_ptr_array_add (items, oof_item_new (&parts, &error));
    g_assert_no_error (error);
  }
  if (edit->calendar != NULL)
    g_ptr_array_add (days, oof_days_new (edit->calendar, &day, 1));
  g_assert_true (session_items_edit (self->core, self->profile->id, &all, &error));
  g_assert_no_error (error);
}

static void
edit_soon (World *self, gint64 from_s, gint64 until_s)
{
  if (self->waits == 1) {
    g_string_truncate (self->seen, 0);
    make_edit (self);
    world_set_clock (self, from_s + 60);
  }
  /* It was looked at by the people of the beginning, who are read again later. */
  if (self->waits <= 2)
    g_assert_cmpuint (self->lists, ==, 1);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Several are read at the same time: in the alphabet's order. */
static char *
sort_seen (const World *self)
{
  g_auto (GStrv) words = g_strsplit (self->seen->str, " ", -1);
  g_autofree char *text = NULL;

  qsort (words, g_strv_length (words), sizeof *words, compare_words);
  text = g_strjoinv (" ", words);
  return g_strdup (g_strstrip (text));
}

static void
test_whom (gconstpointer data)
{
  World self;
  g_autoptr (GError) error = NULL;
  g_autofree char *seen = NULL;
  const SessionEngineOrder order = { .interval_s = 40 * (gint64) 86400 };

  edit = data;
  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.passes = edit_soon;
  g_assert_true (world_run_with (&self, "2027-05-03T11:00:00Z", order, &error));
  g_assert_cmpuint (self.lists, ==, 2);
  seen = sort_seen (&self);
  g_assert_cmpstr (seen, ==, edit->seen);
  world_clear (&self);
}

/* Everybody waits, for nobody could be read. */
static void
edit_before_all (World *self, gint64 from_s, gint64 until_s)
{
  static const CrewItem last = { "last", OOF_FOR_PERSON, "gus@corp.example",
                                 NULL,   "2027-06-20",   "2027-06-21" };

  if (self->waits == 1)
    world_plan (self, &last, 1);
  if (self->waits == 2) {
    g_string_truncate (self->seen, 0);
    self->is_deaf = FALSE;
  }
}

/* What somebody has edited goes before what begins earlier. */
static void
test_first (void)
{
  World self;

  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.is_deaf = TRUE;
  self.passes = edit_before_all;
  world_run (&self, "2027-05-03T11:00:00Z");
  g_assert_true (g_str_has_prefix (self.seen->str, "gus gus "));
  g_assert_nonnull (strstr (self.seen->str, "ann"));
  world_clear (&self);
}

static const char *const later[] = { "ann", "bob", "cid", "dan", "eve", "fay", "gus", "hal", NULL };

static void
hire (World *self, gint64 from_s, gint64 until_s)
{
  if (self->waits == 1) {
    g_string_truncate (self->seen, 0);
    world_put (self, "hal", OOF_MODE_OFF, "<p>own</p>");
    self->names = later;
    make_edit (self);
    world_set_clock (self, from_s + 60);
  }
}

static void
hire_and_wait (World *self, gint64 from_s, gint64 until_s)
{
  hire (self, from_s, until_s);
  if (self->waits != 2)
    return;
  /* The edit is seen, and nobody was asked for it. */
  g_assert_cmpuint (self->lists, ==, 1);
  g_assert_cmpstr (self->seen->str, ==, "");
  g_assert_cmpint (until_s, ==, at ("2027-05-03T08:15:00Z"));
}

/* After an edit the people are read again, too, in their time; whom that is about is looked at. */
static void
test_people (void)
{
  static const Edit note = { .item = TRIP (FIVE " hal@corp.example", "2027-05-25", NULL),
                             .note = "spoken about" };
  static const CrewItem trip = TRIP (FIVE " hal@corp.example", "2027-05-25", NULL);
  World self;
  g_autoptr (GError) error = NULL;
  const SessionEngineOrder order = { .interval_s = 40 * (gint64) 86400 };

  edit = &note;
  world_new (&self, names);
  world_plan (&self, &trip, 1);
  self.passes = hire_and_wait;
  g_assert_true (world_run_with (&self, "2027-05-03T10:00:00Z", order, &error));
  g_assert_cmpuint (self.lists, ==, 2);
  g_assert_cmpstr (self.seen->str, ==, "hal hal ");
  g_assert_true (world_replies (&self, "hal", at ("2027-05-21T12:00:00Z")));
  world_clear (&self);
}

/* Somebody whom nobody knows is asked for at once. */
static void
test_new_person (void)
{
  static const Edit named = { .item = { "hal's", OOF_FOR_PERSON, "hal@corp.example", NULL,
                                        "2027-05-21", "2027-05-22" } };
  World self;
  g_autoptr (GError) error = NULL;
  const SessionEngineOrder order = { .interval_s = 40 * (gint64) 86400 };

  edit = &named;
  world_new (&self, names);
  world_plan (&self, crew, G_N_ELEMENTS (crew));
  self.passes = hire;
  g_assert_true (world_run_with (&self, "2027-05-03T10:00:00Z", order, &error));
  g_assert_cmpuint (self.lists, ==, 2);
  g_assert_cmpstr (self.seen->str, ==, "hal hal ");
  world_clear (&self);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *path = g_strconcat ("/session/engine-edits/whom/", edits[i].title, NULL);

    g_test_add_data_func (path, &edits[i], test_whom);
  }
  g_test_add_func ("/session/engine-edits/first", test_first);
  g_test_add_func ("/session/engine-edits/people", test_people);
  g_test_add_func ("/session/engine-edits/new-person", test_new_person);
  return g_test_run ();
}
