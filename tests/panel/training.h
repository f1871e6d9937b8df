/* training.h - an absence to change: 4 to 6 November 2031, with what must be kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "oof-date.h"
#include "oof-item.h"

/* How it differs from all day, once, for nobody. */
typedef struct
{
  const OofFor *who;
  guint n_who;
  const OofFor *except;
  guint n_except;
  gboolean has_hours;     /* 08:00 to 18:00 of the last day */
  const char *recurrence; /* NULL: once */
} Training;

static inline gint32
training_day (void)
{
  return oof_date_day (2031, 11, 4);
}

/* Caller unrefs. */
static inline OofItem *
training_new (const Training *what)
{
  gint64 day_s = (gint64) training_day () * OOF_DAY_S;
  OofWhenParts when_parts = { .is_all_day = !what->has_hours,
                              .from_s = day_s + (what->has_hours ? 8 * 3600 : 0),
                              .until_s = day_s + 3 * OOF_DAY_S - (what->has_hours ? 6 * 3600 : 0) };
  g_autoptr (OofWhen) when = NULL;
  g_autoptr (GError) error = NULL;
  OofItem *item;
  OofRule rule;

  if (what->recurrence != NULL) {
    oof_rule_parse (what->recurrence, &rule, &error);
    g_assert_no_error (error);
    when_parts.rule = &rule;
  }
  when = oof_when_new (&when_parts, &error);
  g_assert_no_error (error);
  item = oof_item_new (&(OofItemParts){ .id = "one",
                                        .type = OOF_TYPE_TRAINING,
                                        .who = what->who,
                                        .n_who = what->n_who,
                                        .except = what->except,
                                        .n_except = what->n_except,
                                        .when = when,
                                        .inside = "<p>Away</p>",
                                        .priority = 7,
                                        .note = "kept",
                                        .created_s = 5 },
                       &error);
  g_assert_no_error (error);
  return item;
}
