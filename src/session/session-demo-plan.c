/* session-demo-plan.c - what the practice range has planned
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-demo-plan.h"

#include "base-time.h"
#include "session-import.h"
#include "session-org.h"

#include <string.h>

#define N_VACATIONS 36
#define LEAST_PEOPLE 60

/* The people of the organisation by their addresses, which are the same with each start. */
typedef struct
{
  GPtrArray *mails;
  GDateTime *today;
  GString *yaml;
} Plan;

static void
clear_plan (Plan *self)
{
  g_ptr_array_unref (self->mails);
  g_date_time_unref (self->today);
  g_string_free (self->yaml, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, clear_plan)

static gboolean
page_cb (GPtrArray *page, gpointer data)
{
  GPtrArray *mails = data;

  for (guint i = 0; i < page->len; i++) {
    const ExchangePerson *person = page->pdata[i];

    if (*person->mail != '\0' && strpbrk (person->mail, "\"\\\n") == NULL)
      g_ptr_array_add (mails, g_strdup (person->mail));
  }
  return TRUE;
}

static int
compare_mails (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static const char *
mail_of (const Plan *self, guint number)
{
  return self->mails->pdata[number % self->mails->len];
}

/* Caller frees. */
static char *
day_text (const Plan *self, int days)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (self->today, days);

  return g_date_time_format (day, "%Y-%m-%d");
}

/* What one of the absences is; the rest is usual. */
typedef struct
{
  const char *id;
  const char *type;
  guint person;
  const char *filter; /* in the person's place; NULL: the person */
  int from;           /* days from today on */
  int until;          /* the last one */
  gboolean is_open;   /* no end */
  const char *rule;   /* NULL: once */
  const char *template_name;
  const char *inside; /* NULL: the template's */
  int priority;
} Absence;

static void
add_absence (Plan *self, const Absence *absence)
{
  g_autofree char *from = day_text (self, absence->from);
  g_autofree char *until = day_text (self, absence->until);
  GString *yaml = self->yaml;

  g_string_append_printf (yaml, "  - id: %s\n    type: %s\n    for:\n", absence->id, absence->type);
  if (absence->filter != NULL)
    g_string_append_printf (yaml, "      filter: \"%s\"\n", absence->filter);
  else
    g_string_append_printf (yaml, "      people: [\"%s\"]\n", mail_of (self, absence->person));
  g_string_append_printf (yaml, "    when:\n      from: %s\n", from);
  if (!absence->is_open)
    g_string_append_printf (yaml, "      until: %s\n", until);
  if (absence->rule != NULL)
    g_string_append_printf (yaml, "      rrule: %s\n", absence->rule);
  if (absence->inside != NULL)
    g_string_append_printf (yaml, "    reply:\n      inside: \"%s\"\n", absence->inside);
  else
    g_string_append_printf (yaml, "    reply:\n      template: %s\n", absence->template_name);
  if (absence->priority != 0)
    g_string_append_printf (yaml, "    priority: %d\n", absence->priority);
}

static void
add_texts (Plan *self)
{
  int year = g_date_time_get_year (self->today);

  g_string_append (self->yaml,
                   "version: 1\n"
                   "templates:\n"
                   "  - name: Vacation\n"
                   "    type: vacation\n"
                   "    inside: \"<p>I am away until {{absence.end}} and back on "
                   "{{absence.back-on}}. {{substitute.name|My colleagues}} will help you.</p>\"\n"
                   "    outside: \"<p>Thank you for your message. I shall answer it from "
                   "{{absence.back-on}} on. {{organisation.name|We}} can also be reached by "
                   "phone.</p>\"\n"
                   "    audience: known\n"
                   "    status: approved\n"
                   "  - name: Training\n"
                   "    type: training\n"
                   "    inside: \"<p>I am in a training today and read no mail before "
                   "{{absence.back-on}}.</p>\"\n"
                   "    outside: \"<p>I answer your message on {{absence.back-on}}.</p>\"\n"
                   "    audience: known\n"
                   "    status: approved\n"
                   "holidays:\n"
                   "  - name: Public holidays\n"
                   "    days:\n");
  for (int i = -1; i < 3; i++)
    g_string_append_printf (
        self->yaml,
        "      - %04d-01-01\n      - %04d-05-01\n      - %04d-12-25\n      - %04d-12-26\n",
        year + i, year + i, year + i, year + i);
  g_string_append (self->yaml, "items:\n");
}

/* Somebody is away at each time of the next months, and some are at the moment. */
static void
add_vacations (Plan *self)
{
  for (guint i = 0; i < N_VACATIONS; i++) {
    g_autofree char *id = g_strdup_printf ("vacation-%02u", i + 1);
    int from = (int) (i * 7 % 90) - 12;

    add_absence (self, &(Absence){ .id = id,
                                   .type = "vacation",
                                   .person = 2 + i * 5,
                                   .from = from,
                                   .until = from + 4 + (int) (i * 3 % 11),
                                   .template_name = "Vacation" });
  }
}

/* The closest day of that month from today on. */
static int
days_until (const Plan *self, int month, int day)
{
  int year = g_date_time_get_year (self->today);
  g_autoptr (GDateTime) this_year = g_date_time_new_utc (year, month, day, 0, 0, 0);
  g_autoptr (GDateTime) next_year = g_date_time_new_utc (year + 1, month, day, 0, 0, 0);
  GDateTime *next = g_date_time_compare (this_year, self->today) >= 0 ? this_year : next_year;

  return (int) (g_date_time_difference (next, self->today) / G_TIME_SPAN_DAY);
}

static void
add_others (Plan *self)
{
  int closed = days_until (self, 12, 24);
  /* The person of 17 has a vacation from day 9 on, for two weeks: in the midst of it. */
  const Absence all[] = {
    { .id = "training",
      .type = "training",
      .person = 17,
      .from = 12,
      .until = 12,
      .template_name = "Training",
      .priority = 1 },
    { .id = "part-time-friday",
      .type = "part-time",
      .person = 3,
      .from = -30,
      .until = -30,
      .rule = "FREQ=WEEKLY;BYDAY=FR",
      .inside = "<p>I do not work on Fridays. I answer on Monday.</p>" },
    { .id = "part-time-two-days",
      .type = "part-time",
      .person = 8,
      .from = -30,
      .until = -30,
      .rule = "FREQ=WEEKLY;BYDAY=MO,TU",
      .inside = "<p>I work from Wednesday to Friday.</p>" },
    { .id = "closure",
      .type = "closure",
      .filter = "(department=Production)",
      .from = closed,
      .until = closed + 8,
      .inside = "<p>Our works are closed until {{absence.end}}.</p>" },
    { .id = "sick",
      .type = "sick",
      .person = 16,
      .from = -2,
      .until = -2,
      .is_open = TRUE,
      .inside = "<p>I am away at the moment.</p>" },
    { .id = "parental",
      .type = "parental",
      .person = 14,
      .from = -40,
      .until = 120,
      .inside = "<p>I am on parental leave until {{absence.end}}.</p>" },
    /* Two that compete. */
    { .id = "conflict-vacation",
      .type = "vacation",
      .person = 13,
      .from = 3,
      .until = 10,
      .template_name = "Vacation" },
    { .id = "conflict-training",
      .type = "training",
      .person = 13,
      .from = 8,
      .until = 14,
      .template_name = "Training" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    add_absence (self, &all[i]);
}

static gboolean
keep (SessionDemo *demo, const Plan *plan, GError **error)
{
  const SessionImportOrder order = { .profile_id = session_demo_profile (demo)->id,
                                     .bytes = plan->yaml->str,
                                     .size = plan->yaml->len };
  SessionCore *core = session_demo_core (demo);
  g_autoptr (SessionImport) import = session_import_new (core, &order, error);

  return import != NULL && session_import_apply (import, core, error);
}

gboolean
session_demo_plan (SessionDemo *self, BaseCall *call, GError **error)
{
  g_autoptr (SessionOrg) org =
      session_core_open_org (session_demo_core (self), call, session_demo_profile (self), error);
  g_auto (Plan) plan = { g_ptr_array_new_with_free_func (g_free),
                         base_clock_now (base_clock_system ()), g_string_new (NULL) };

  if (org == NULL || !session_org_list_people (org, call, NULL, page_cb, plan.mails, error))
    return FALSE;
  if (plan.mails->len < LEAST_PEOPLE)
    return TRUE;

  g_ptr_array_sort (plan.mails, compare_mails);
  add_texts (&plan);
  add_vacations (&plan);
  add_others (&plan);
  return keep (self, &plan, error);
}
