/* test-course.c - a run over many mailboxes while somebody edits the plan
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "world.h"

#include "session-apply.h"
#include "session-plan-load.h"

#define N_PEOPLE 60

static char *names[N_PEOPLE + 1];
static char *everybody; /* their addresses, as a crew item takes them */

/* A run of a plan that says "one", which is edited when the first mailbox is written. */
typedef struct
{
  World world;
  const CrewItem *edited;
  GMutex lock;
  gboolean is_edited;
  guint next;
} Run;

static void
asked (World *world, const char *mailbox, const OofState *written)
{
  Run *self = (Run *) world;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (written == NULL || self->is_edited)
    return;
  self->is_edited = TRUE;
  world_plan (world, self->edited, 1);
}

static char *
next_cb (gpointer data)
{
  Run *self = data;
  const char *name = names[self->next];

  if (name == NULL)
    return NULL;
  self->next++;
  return g_strdup_printf ("%s@corp.example", name);
}

static gboolean
each_cb (const SessionApplied *applied, gpointer data)
{
  g_assert_no_error (applied->outcome->error);
  return TRUE;
}

static void
run (Run *self, const CrewItem *before, const CrewItem *edited)
{
  g_autoptr (BaseLocals) locals = base_locals_new ();
  g_autoptr (BaseCall) call = base_call_new (locals, NULL, 0);
  g_auto (SessionPlanFile) file = { NULL };
  SessionApplyOrder order = {
    .how = SESSION_APPLY_WRITE, .why = "test", .next = next_cb, .each = each_cb
  };
  SessionApplySummary summary;
  SessionOrg *org;
  g_autoptr (GError) error = NULL;

  *self = (Run){ .edited = edited };
  g_mutex_init (&self->lock);
  world_new (&self->world, (const char *const *) names);
  world_plan (&self->world, before, 1);
  org = world_open (call, self->world.profile, &self->world, &error);
  g_assert_no_error (error);
  session_org_set_core (org, self->world.core);
  g_assert_true (
      session_plan_load (self->world.core, org, call, world_now_s (&self->world), &file, &error));
  g_assert_no_error (error);
  order.plan = file.plan;
  order.items = file.items;
  order.data = self;
  self->world.asked = asked;
  g_assert_true (session_apply_run (org, NULL, &order, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (summary.bulk.done, ==, N_PEOPLE);
  session_org_finish (org);
}

static void
clear (Run *self)
{
  world_clear (&self->world);
  g_mutex_clear (&self->lock);
}

#define AWAY(text)                                                                                 \
  {                                                                                                \
    "away", OOF_FOR_PERSON, everybody, NULL, "2027-05-03", "2027-05-10", .inside = text,           \
                                                                         .own = OOF_OWN_REPLACE    \
  }

/* Those whose turn is long after it get what is planned then. */
static void
test_edited (void)
{
  const CrewItem one = AWAY ("<p>one</p>");
  const CrewItem two = AWAY ("<p>two</p>");
  Run self;

  run (&self, &one, &two);
  for (guint i = N_PEOPLE / 2; i < N_PEOPLE; i++)
    g_assert_cmpstr (world_mailbox (&self.world, names[i])->inside, ==, "<p>two</p>");
  clear (&self);
}

/* An edit that names somebody whom nobody knows here changes nothing of the run. */
static void
test_unknown (void)
{
  const CrewItem one = AWAY ("<p>one</p>");
  const CrewItem stranger = { "other",      OOF_FOR_PERSON, "nobody@elsewhere.example", NULL,
                              "2027-05-03", "2027-05-10",   .inside = "<p>other</p>" };
  Run self;

  run (&self, &one, &stranger);
  for (guint i = 0; i < N_PEOPLE; i++)
    g_assert_cmpstr (world_mailbox (&self.world, names[i])->inside, ==, "<p>one</p>");
  clear (&self);
}

int
main (int argc, char **argv)
{
  GString *all = g_string_new (NULL);
  int status;

  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_PEOPLE; i++) {
    names[i] = g_strdup_printf ("p%02u", i);
    g_string_append_printf (all, "%s%s@corp.example", i > 0 ? " " : "", names[i]);
  }
  everybody = g_string_free (all, FALSE);
  g_test_add_func ("/session/course/edited", test_edited);
  g_test_add_func ("/session/course/unknown", test_unknown);
  status = g_test_run ();
  for (guint i = 0; i < N_PEOPLE; i++)
    g_free (names[i]);
  g_free (everybody);
  return status;
}
