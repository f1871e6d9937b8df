/* session-out-read.c - fills the table of who is out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-out-read.h"

#include "session-apply.h"

typedef struct
{
  const SessionOutOrder *order;
  SessionOut *out;
  guint32 next;
} Reading;

static const SessionRoster *
roster_of (const Reading *self)
{
  return session_plan_roster (self->order->file->plan);
}

static char *
next_cb (gpointer data)
{
  Reading *self = data;

  while (self->next < session_roster_n (roster_of (self))) {
    const ExchangePerson *person = session_roster_person (roster_of (self), self->next++);

    if (*person->mail != '\0')
      return g_strdup (person->mail);
  }
  return NULL;
}

/* Exchange has it already: it is the person's own, or what the plan wants there. made: NULL: nobody
 * asked. */
static gboolean
is_held (const SessionDecision *made, const OofSegment *segment)
{
  if (segment->kind == OOF_SEGMENT_OWN)
    return TRUE;
  return made != NULL && g_str_equal (made->reason, "in-step") && made->now.kind == OOF_SLOT_ITEM &&
         segment->row == made->now.row && segment->from_s <= made->now.until_s &&
         segment->until_s > made->now.from_s;
}

static void
add_segment (Reading *self, const ExchangePerson *person, const SessionDecision *made,
             const OofSegment *segment)
{
  const SessionOutOrder *order = self->order;
  gint64 first_s = order->from_s - SESSION_OUT_AROUND_S;
  gint64 last_s = order->until_s + SESSION_OUT_AROUND_S;
  OofPlan *plan = session_plan_oof (order->file->plan);
  SessionOutRow row = { .name = person->name,
                        .mail = person->mail,
                        .department = person->department,
                        .is_own = segment->kind == OOF_SEGMENT_OWN,
                        .from_s = segment->from_s > first_s ? segment->from_s : G_MININT64,
                        .until_s = segment->until_s < last_s ? segment->until_s : OOF_OPEN_END,
                        .is_held = is_held (made, segment) };

  if (segment->kind == OOF_SEGMENT_ITEM)
    row.type = oof_item_parts (oof_row_item (oof_plan_row (plan, segment->row)))->type;
  session_out_add (self->out, &row);
}

static void
add_segments (Reading *self, guint32 person, const SessionDecision *made, const GArray *segments)
{
  for (guint i = 0; i < segments->len; i++) {
    const OofSegment *segment = &g_array_index (segments, OofSegment, i);

    if (segment->kind != OOF_SEGMENT_IN)
      add_segment (self, session_roster_person (roster_of (self), person), made, segment);
  }
}

static gboolean
each_cb (const SessionApplied *applied, gpointer data)
{
  Reading *self = data;
  const SessionDecision *made = applied->decision;

  if (made == NULL || made->segments == NULL) {
    session_out_add_unknown (self->out);
    return TRUE;
  }
  add_segments (self, applied->person, made, made->segments);
  return TRUE;
}

static gboolean
read_all (Reading *self, SessionOrg *org, GCancellable *cancellable, GError **error)
{
  const SessionOutOrder *order = self->order;
  const SessionApplyOrder rehearsal = { .plan = order->file->plan,
                                        .items = order->file->items,
                                        .how = SESSION_APPLY_REHEARSE,
                                        .show_from_s = order->from_s - SESSION_OUT_AROUND_S,
                                        .show_until_s = order->until_s + SESSION_OUT_AROUND_S,
                                        .next = next_cb,
                                        .each = each_cb,
                                        .data = self };
  SessionApplySummary summary;

  return session_apply_run (org, cancellable, &rehearsal, &summary, error);
}

static void
add_planned (Reading *self)
{
  const SessionOutOrder *order = self->order;

  for (guint32 i = 0; i < session_roster_n (roster_of (self)); i++) {
    g_autoptr (GArray) segments = oof_plan_segments (session_plan_oof (order->file->plan), i,
                                                     order->from_s - SESSION_OUT_AROUND_S,
                                                     order->until_s + SESSION_OUT_AROUND_S, NULL);

    add_segments (self, i, NULL, segments);
  }
}

SessionOut *
session_out_read (SessionOrg *org, GCancellable *cancellable, const SessionOutOrder *order,
                  GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (SessionOut) out = session_out_new (session_org_profile (org)->name, zone,
                                                order->from_s, order->until_s, order->now_s);
  Reading self = { .order = order, .out = out };

  if (order->source == SESSION_OUT_PLANNED)
    add_planned (&self);
  else if (!read_all (&self, org, cancellable, error))
    return NULL;
  return g_steal_pointer (&out);
}
