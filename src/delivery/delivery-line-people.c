/* delivery-line-people.c - people and who is away, through the gate
 *
 * Asked again only when it was refused for being too much: a person waits for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "delivery-line-private.h"

#include "base-error.h"

#define MOST_ASKED (DELIVERY_MOST_WAITS / 2)

/* A question, and what became of it. */
typedef struct
{
  DeliveryLine *line;
  BaseCall *call;
  DeliveryTurn turn;
  guint n_asked;
  gboolean has_told; /* something already; it is not told twice */
  gboolean is_answered;
  GError *problem; /* for the backend to fill */
} Question;

static Question
question_new (ExchangeBackend *backend, BaseCall *call)
{
  return (Question){ .line = (DeliveryLine *) backend, .call = call };
}

/* while (next_try (&question, error)) the backend is asked. Lets in before, and leaves after. */
static gboolean
next_try (Question *self, GError **error)
{
  if (self->n_asked > 0) {
    delivery_gate_leave (self->line->gate, &self->turn, self->problem);
    self->is_answered = self->problem == NULL;
    if (self->is_answered)
      return FALSE;
    if (self->has_told || self->n_asked >= MOST_ASKED ||
        base_error_verdict (self->problem) != BASE_VERDICT_WAIT) {
      g_propagate_error (error, g_steal_pointer (&self->problem));
      return FALSE;
    }
    g_clear_error (&self->problem);
  }

  self->n_asked++;
  return delivery_gate_enter (self->line->gate, self->call, &self->turn, error);
}

/* Told in pages, from one to the next, so it is begun anew only when nothing was told. */
typedef struct
{
  Question question;
  ExchangePeopleFunc each;
  gpointer data;
} Listing;

static gboolean
pass_page (GPtrArray *page, gpointer data)
{
  Listing *listing = data;

  listing->question.has_told = TRUE;
  return listing->each (page, listing->data);
}

typedef gboolean (*ListSome) (ExchangeBackend *self, BaseCall *call, const char *which,
                              ExchangePeopleFunc each, gpointer data, GError **error);

static gboolean
list_some (Listing *self, ListSome list, const char *which, GError **error)
{
  Question *question = &self->question;

  while (next_try (question, error))
    list (question->line->backend, question->call, which, pass_page, self, &question->problem);
  return question->is_answered;
}

gboolean
delivery_line_list_people (ExchangeBackend *backend, BaseCall *call, const char *query,
                           ExchangePeopleFunc each, gpointer data, GError **error)
{
  Listing listing = { question_new (backend, call), each, data };

  return list_some (&listing, listing.question.line->backend->ops->list_people, query, error);
}

gboolean
delivery_line_list_members (ExchangeBackend *backend, BaseCall *call, const char *group,
                            ExchangePeopleFunc each, gpointer data, GError **error)
{
  Listing listing = { question_new (backend, call), each, data };

  return list_some (&listing, listing.question.line->backend->ops->list_members, group, error);
}

gboolean
delivery_line_list_filtered (ExchangeBackend *backend, BaseCall *call, const char *filter,
                             ExchangePeopleFunc each, gpointer data, GError **error)
{
  Listing listing = { question_new (backend, call), each, data };

  return list_some (&listing, listing.question.line->backend->ops->list_filtered, filter, error);
}

typedef struct
{
  Question question;
  const ExchangeNews *news;
} Changes;

static gboolean
pass_changed (GPtrArray *page, gpointer data)
{
  Changes *changes = data;

  changes->question.has_told = TRUE;
  return changes->news->changed (page, changes->news->data);
}

static void
pass_removed (const char *id, gpointer data)
{
  Changes *changes = data;

  changes->question.has_told = TRUE;
  changes->news->removed (id, changes->news->data);
}

gboolean
delivery_line_list_changes (ExchangeBackend *backend, BaseCall *call, const char *mark,
                            const ExchangeNews *news, char **ret_mark, gboolean *ret_is_all,
                            GError **error)
{
  Changes changes = { question_new (backend, call), news };
  const ExchangeNews ours = { pass_changed, pass_removed, &changes };
  ExchangeBackend *behind = changes.question.line->backend;

  while (next_try (&changes.question, error))
    behind->ops->list_changes (behind, call, mark, &ours, ret_mark, ret_is_all,
                               &changes.question.problem);
  return changes.question.is_answered;
}

GPtrArray *
delivery_line_find_groups (ExchangeBackend *backend, BaseCall *call, const char *text,
                           GError **error)
{
  Question question = question_new (backend, call);
  ExchangeBackend *behind = question.line->backend;
  GPtrArray *groups = NULL;

  while (next_try (&question, error))
    groups = behind->ops->find_groups (behind, call, text, &question.problem);
  return groups;
}

GPtrArray *
delivery_line_resolve (ExchangeBackend *backend, BaseCall *call, const char *text, GError **error)
{
  Question question = question_new (backend, call);
  ExchangeBackend *behind = question.line->backend;
  GPtrArray *people = NULL;

  while (next_try (&question, error))
    people = behind->ops->resolve (behind, call, text, &question.problem);
  return people;
}

/* What was told before a refusal is told again. */
gboolean
delivery_line_look_away (ExchangeBackend *backend, BaseCall *call, const char *const *mailboxes,
                         ExchangeAwayFunc each, gpointer data, GError **error)
{
  Question question = question_new (backend, call);
  ExchangeBackend *behind = question.line->backend;

  while (next_try (&question, error))
    behind->ops->look_away (behind, call, mailboxes, each, data, &question.problem);
  return question.is_answered;
}

/* As above. */
gboolean
delivery_line_look_hours (ExchangeBackend *backend, BaseCall *call, const char *const *mailboxes,
                          ExchangeHoursFunc each, gpointer data, GError **error)
{
  Question question = question_new (backend, call);
  ExchangeBackend *behind = question.line->backend;

  while (next_try (&question, error))
    behind->ops->look_hours (behind, call, mailboxes, each, data, &question.problem);
  return question.is_answered;
}

gboolean
delivery_line_look_about (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                          char *ret[OOF_N_ABOUT], GError **error)
{
  Question question = question_new (backend, call);
  ExchangeBackend *behind = question.line->backend;

  while (next_try (&question, error))
    behind->ops->look_about (behind, call, mailbox, ret, &question.problem);
  return question.is_answered;
}
