/* session-course.h - the plan that a run goes by
 *
 * A run takes minutes, and the plan may be edited meanwhile: what others have written by the newer
 * one must not be written back by the older. So before each mailbox it is looked whether the plan
 * is still that. The people, and their numbers, stay those of the run.
 *
 * Shared by the workers of a run; any thread.
 */
#pragma once

#include "session-plan-load.h"
#include "session-texts.h"

/* One state of the plan, with its texts; immutable, reference-counted. */
typedef struct _SessionCourse SessionCourse;

void session_course_unref (SessionCourse *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionCourse, session_course_unref)
const SessionPlan *session_course_plan (const SessionCourse *self);
SessionTexts *session_course_texts (const SessionCourse *self);

/* The states that a run goes through. */
typedef struct _SessionCourses SessionCourses;

typedef enum
{
  SESSION_COURSE_STAYS, /* what was not saved is in it, or nothing is written by it */
  SESSION_COURSE_FOLLOWS
} SessionCourseHow;

/* plan, items (NULL: none): the first; borrowed. Errors as session_texts_new (). */
SessionCourses *session_courses_new (SessionOrg *org, const SessionPlan *plan,
                                     const SessionItems *items, SessionCourseHow how,
                                     GError **error);
void session_courses_free (SessionCourses *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionCourses, session_courses_free)

/* What is planned at this moment. What an edit names and the run does not know (a new group) would
 * have to be asked for: then it is the state before. Caller unrefs. NULL: errors of the store. */
SessionCourse *session_courses_follow (SessionCourses *self, BaseCall *call, gint64 now_s,
                                       GError **error);
