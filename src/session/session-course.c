/* session-course.c - the plan that a run goes by
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-course.h"

#include "session-org-private.h"

struct _SessionCourse
{
  gatomicrefcount refs;
  SessionPlanFile file; /* of a later one; the first is borrowed */
  const SessionPlan *plan;
  SessionTexts *texts;
};

struct _SessionCourses
{
  SessionOrg *org;
  GMutex lock;
  SessionCourse *now;
  gint64 revision; /* of the plan, as it was looked at last; -1: it is not */
};

void
session_course_unref (SessionCourse *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;

  session_texts_free (self->texts);
  session_plan_file_clear (&self->file);
  g_free (self);
}

const SessionPlan *
session_course_plan (const SessionCourse *self)
{
  return self->plan;
}

SessionTexts *
session_course_texts (const SessionCourse *self)
{
  return self->texts;
}

/* file: taken; what it lacks is borrowed. */
static SessionCourse *
new_course (SessionOrg *org, const SessionPlan *plan, const SessionItems *items,
            SessionPlanFile *file, GError **error)
{
  SessionTexts *texts = session_texts_new (plan, items, org, session_org_core (org), error);
  SessionCourse *self;

  if (texts == NULL)
    return NULL;

  self = g_new0 (SessionCourse, 1);
  g_atomic_ref_count_init (&self->refs);
  self->file = *file;
  *file = (SessionPlanFile){ NULL };
  self->plan = plan;
  self->texts = texts;
  return self;
}

SessionCourses *
session_courses_new (SessionOrg *org, const SessionPlan *plan, const SessionItems *items,
                     SessionCourseHow how, GError **error)
{
  g_auto (SessionPlanFile) none = { NULL };
  SessionCourse *first = new_course (org, plan, items, &none, error);
  SessionCourses *self;

  if (first == NULL)
    return NULL;

  self = g_new0 (SessionCourses, 1);
  self->org = org;
  self->now = first;
  if (how == SESSION_COURSE_FOLLOWS && items != NULL && session_org_core (org) != NULL)
    self->revision = session_items_revision (items);
  else
    self->revision = -1;
  g_mutex_init (&self->lock);
  return self;
}

void
session_courses_free (SessionCourses *self)
{
  if (self == NULL)
    return;

  session_course_unref (self->now);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* With the lock held. */
static gboolean
look (SessionCourses *self, BaseCall *call, gint64 now_s, GError **error)
{
  g_auto (SessionPlanFile) file = { NULL };
  SessionCore *core = session_org_core (self->org);
  gboolean is_enough = FALSE;
  SessionCourse *later;
  gint64 revision;

  if (!session_items_read_revision (core, session_org_profile (self->org)->id, &revision, error))
    return FALSE;
  if (revision == self->revision)
    return TRUE;
  if (!session_plan_load_known (core, self->org, call, now_s, self->now->plan, &file, &is_enough,
                                error))
    return FALSE;

  self->revision = is_enough ? session_items_revision (file.items) : revision;
  if (!is_enough)
    return TRUE;
  later = new_course (self->org, file.plan, file.items, &file, error);
  if (later == NULL)
    return FALSE;
  session_course_unref (self->now);
  self->now = later;
  return TRUE;
}

SessionCourse *
session_courses_follow (SessionCourses *self, BaseCall *call, gint64 now_s, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->revision >= 0 && !look (self, call, now_s, error))
    return NULL;

  g_atomic_ref_count_inc (&self->now->refs);
  return self->now;
}
