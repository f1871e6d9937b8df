/* base-resolve.c - names to addresses and services to hosts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-resolve.h"

#include "base-error.h"

#include <string.h>

#define LIMIT_MS 5000
#define MOST_HOSTS 64
#define MOST_ADDRESSES 4

typedef struct
{
  GMainContext *context;
  GCancellable *cancellable; /* of the question: cancelled with the call, and when it lasts */
  GAsyncResult *result;
  gboolean is_late;
} Question;

static void
begin (Question *self)
{
  *self = (Question){ .context = g_main_context_new (), .cancellable = g_cancellable_new () };
  g_main_context_push_thread_default (self->context);
}

static void
answered_cb (GObject *resolver, GAsyncResult *result, gpointer data)
{
  Question *self = data;

  self->result = g_object_ref (result);
}

static void
call_cancelled_cb (GCancellable *cancellable, GCancellable *of_question)
{
  g_cancellable_cancel (of_question);
}

static gboolean
late_cb (gpointer data)
{
  Question *self = data;

  self->is_late = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
wait_for_answer (Question *self, BaseCall *call)
{
  GCancellable *cancellable = base_call_cancellable (call);
  GSource *limit = g_timeout_source_new ((guint) MIN (LIMIT_MS, base_call_left_ms (call)));
  gulong watch =
      g_cancellable_connect (cancellable, G_CALLBACK (call_cancelled_cb), self->cancellable, NULL);

  g_source_set_callback (limit, late_cb, self, NULL);
  g_source_attach (limit, self->context);
  while (self->result == NULL)
    g_main_context_iteration (self->context, TRUE);

  g_cancellable_disconnect (cancellable, watch);
  g_source_destroy (limit);
  g_source_unref (limit);
}

static void
end (Question *self)
{
  g_main_context_pop_thread_default (self->context);
  g_clear_object (&self->result);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
}

/* The domain whose controllers were asked for; NULL when that was not the question. */
static const char *
domain_of (const char *what)
{
  const char *prefix = "_ldap._tcp.dc._msdcs.";

  return g_str_has_prefix (what, prefix) ? what + strlen (prefix) : NULL;
}

/* problem: takes it. */
static void
set_error (Question *self, BaseCall *call, const char *what, GError *problem, GError **error)
{
  const BaseErrorFacts facts = { .reason = "directory-no-dns", .host = domain_of (what) };

  if (base_call_check (call, error))
    base_error_set_facts (error, BASE_ERROR_OFFLINE, &facts, "%s: %s", what,
                          self->is_late ? "DNS did not answer in time" : problem->message);
  g_error_free (problem);
}

/* port 0: any */
static char **
take_hosts (GList *targets, guint16 port)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_free);

  for (GList *l = targets; l != NULL && hosts->len < MOST_HOSTS; l = l->next) {
    g_autofree char *host = g_ascii_strdown (g_srv_target_get_hostname (l->data), -1);

    if (g_str_has_suffix (host, "."))
      host[strlen (host) - 1] = '\0';
    if (*host != '\0' && (port == 0 || g_srv_target_get_port (l->data) == port) &&
        !g_ptr_array_find_with_equal_func (hosts, host, g_str_equal, NULL))
      g_ptr_array_add (hosts, g_steal_pointer (&host));
  }
  g_ptr_array_add (hosts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&hosts), FALSE);
}

char **
base_resolve_service (BaseCall *call, const char *service, const char *domain, GError **error)
{
  return base_resolve_service_at (call, service, domain, 0, error);
}

char **
base_resolve_service_at (BaseCall *call, const char *service, const char *domain, guint16 port,
                         GError **error)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autofree char *what = g_strdup_printf ("_%s._tcp.%s", service, domain);
  GError *problem = NULL;
  Question question;
  GList *targets;
  char **hosts;

  begin (&question);
  g_resolver_lookup_service_async (resolver, service, "tcp", domain, question.cancellable,
                                   answered_cb, &question);
  wait_for_answer (&question, call);
  targets = g_resolver_lookup_service_finish (resolver, question.result, &problem);
  hosts = take_hosts (targets, port);
  g_resolver_free_targets (targets);

  if (g_error_matches (problem, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    g_clear_error (&problem);
  if (problem != NULL) {
    set_error (&question, call, what, problem, error);
    g_clear_pointer (&hosts, g_strfreev);
  }
  end (&question);
  return hosts;
}

GPtrArray *
base_resolve_host (BaseCall *call, const char *host, GError **error)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GResolver) resolver = NULL;
  GInetAddress *literal = g_inet_address_new_from_string (host);
  GError *problem = NULL;
  Question question;
  GList *found;

  if (literal != NULL) {
    g_ptr_array_add (addresses, literal);
    return g_steal_pointer (&addresses);
  }

  resolver = g_resolver_get_default ();
  begin (&question);
  g_resolver_lookup_by_name_async (resolver, host, question.cancellable, answered_cb, &question);
  wait_for_answer (&question, call);
  found = g_resolver_lookup_by_name_finish (resolver, question.result, &problem);
  for (GList *l = found; l != NULL && addresses->len < MOST_ADDRESSES; l = l->next)
    g_ptr_array_add (addresses, g_object_ref (l->data));
  g_resolver_free_addresses (found);

  if (problem != NULL)
    set_error (&question, call, host, problem, error);
  end (&question);
  return addresses->len > 0 ? g_steal_pointer (&addresses) : NULL;
}
