/* crew.h - a small organisation for plans: people by their first names, groups, items
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "base-time.h"
#include "oof-date.h"
#include "session-entry.h"
#include "session-plan.h"

/* "2027-05-03T08:00:00Z". */
static inline gint64
at (const char *text)
{
  g_autoptr (GDateTime) when = base_time_parse (text, NULL, NULL);

  g_assert_nonnull (when);
  return g_date_time_to_unix (when);
}

/* names: of people, who are NAME@corp.example in OU=Sales or, from n on, in OU=Works. */
static inline GPtrArray *
crew_entries (const char *const *names)
{
  GPtrArray *entries = session_entry_array ();

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *mail = g_strdup_printf ("%s@corp.example", names[i]);
    g_autofree char *dn = g_strdup_printf ("CN=%s,OU=%s,DC=corp,DC=example", names[i],
                                           *names[i] < 'n' ? "Sales" : "Works");
    g_autoptr (ExchangePerson) person = exchange_person_new (
        &(ExchangePerson){ .id = names[i], .name = names[i], .mail = mail, .dn = dn, .upn = mail });

    g_ptr_array_add (entries, session_entry_new (person));
  }
  return entries;
}

/* What an item of a test is; the rest is usual. */
typedef struct
{
  const char *id;
  OofForKind kind;
  const char *who; /* separated by blanks */
  const char *except;
  const char *from;  /* local: "2027-05-03T08:00" */
  const char *until; /* NULL: open end */
  const char *rule;
  OofOwn own;
  const char *inside;
  OofType type;
  int priority;
  guint repeat_days;
  guint protect_hours;
  OofApproval approval;
  const char *not_before; /* "2027-05-03" */
  gboolean only_with_mailbox;
  const char *template_name;
  const char *substitute;
  OofForward forward;
} CrewItem;

static inline guint
crew_names (const char *text, OofForKind kind, char ***ret_words, OofFor **ret)
{
  *ret_words = g_strsplit (text != NULL ? text : "", " ", -1);
  *ret = g_new0 (OofFor, g_strv_length (*ret_words) + 1);
  for (guint i = 0; (*ret_words)[i] != NULL; i++)
    (*ret)[i] = (OofFor){ kind, (*ret_words)[i] };
  return text != NULL ? g_strv_length (*ret_words) : 0;
}

static inline OofItem *
crew_item (const CrewItem *wanted)
{
  OofWhenParts when_parts = { .zone_kind = OOF_IN_MAILBOX_ZONE, .until_s = OOF_OPEN_END };
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) except_words = NULL;
  g_autofree OofFor *who = NULL;
  g_autofree OofFor *except = NULL;
  g_autoptr (OofWhen) when = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_date;
  OofRule rule;
  OofItemParts parts = { .id = wanted->id,
                         .type = wanted->type,
                         .is_living = TRUE,
                         .inside = wanted->inside != NULL ? wanted->inside : "<p>away</p>",
                         .own = wanted->own,
                         .priority = wanted->priority,
                         .repeat_days = wanted->repeat_days,
                         .protect_hours = wanted->protect_hours,
                         .substitute = wanted->substitute,
                         .forward = wanted->forward,
                         .approval = wanted->approval,
                         .only_with_mailbox = wanted->only_with_mailbox,
                         .template_name = wanted->template_name };
  OofItem *item;

  g_assert_true (oof_date_parse_local (wanted->from, &when_parts.from_s, &is_date));
  if (wanted->until != NULL)
    g_assert_true (oof_date_parse_local (wanted->until, &when_parts.until_s, &is_date));
  when_parts.is_all_day = is_date;
  if (wanted->not_before != NULL) {
    gint64 day_s;

    g_assert_true (oof_date_parse_local (wanted->not_before, &day_s, &is_date));
    parts.not_before_day = oof_date_of_local (day_s);
  }
  if (wanted->rule != NULL) {
    g_assert_true (oof_rule_parse (wanted->rule, &rule, &error));
    when_parts.rule = &rule;
  }
  parts.when = when = oof_when_new (&when_parts, &error);
  g_assert_no_error (error);
  parts.n_who = crew_names (wanted->who, wanted->kind, &words, &who);
  parts.who = who;
  parts.n_except = crew_names (wanted->except, OOF_FOR_PERSON, &except_words, &except);
  parts.except = except;
  item = oof_item_new (&parts, &error);
  g_assert_no_error (error);
  return item;
}

static inline GPtrArray *
crew_items (const CrewItem *wanted, guint n)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) oof_item_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, crew_item (&wanted[i]));
  return items;
}

/* The year 2027 of them. */
static inline SessionPlan *
crew_plan (SessionMembers *members, GPtrArray *items)
{
  g_autoptr (GError) error = NULL;
  SessionPlan *plan;

  session_members_note (members, items);
  plan = session_plan_new (members, items, (gint32) (at ("2027-01-01T00:00:00Z") / OOF_DAY_S), 366,
                           &error);
  g_assert_no_error (error);
  return plan;
}

/* The same without groups. zones: NULL, or of people by their addresses. */
static inline SessionPlan *
crew_plan_of (GPtrArray *entries, GHashTable *zones, const CrewItem *wanted, guint n)
{
  g_autoptr (GPtrArray) items = crew_items (wanted, n);
  g_autoptr (SessionRoster) roster = session_roster_new (entries, zones);
  g_autoptr (SessionMembers) members = session_members_new (roster, NULL);

  return crew_plan (members, items);
}
