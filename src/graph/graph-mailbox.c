/* graph-mailbox.c - a mailbox's settings, and what else is below it, by the mailbox's address
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "graph-mailbox.h"

#include "base-error.h"
#include "base-text.h"
#include "graph-path.h"
#include "graph-users.h"

#define SETTINGS "mailboxSettings"

static char *
make_path (GraphServer *server, const char *mailbox, const char *rest, GError **error)
{
  static const BaseErrorFacts bad_address = { .reason = "bad-address" };
  g_autofree char *user = NULL;

  if (!base_text_is_address (mailbox)) {
    g_autofree char *shown = base_text_for_display (mailbox, 100);

    base_error_set_facts (error, BASE_ERROR_REJECTED, &bad_address, "“%s” is no mail address",
                          shown);
    return NULL;
  }
  user = graph_server_user (server, mailbox);
  return graph_path_user (user, rest);
}

char *
graph_mailbox_path (GraphServer *server, const char *mailbox, const char *property, GError **error)
{
  g_autofree char *rest = g_strconcat (SETTINGS, *property != '\0' ? "/" : "", property, NULL);

  return make_path (server, mailbox, rest, error);
}

static GraphAnswer *
ask_once (BaseCall *call, GraphServer *server, const char *mailbox, const char *property,
          const GraphAsk *ask, GError **error)
{
  g_autofree char *path = graph_mailbox_path (server, mailbox, property, error);
  GraphAsk once = *ask;

  if (path == NULL)
    return NULL;

  once.path = path;
  once.mailbox = mailbox;
  return graph_ask_body (call, server, &once, error);
}

/* TRUE when Graph calls the user by another name than it was asked by. */
static gboolean
find_user (BaseCall *call, GraphServer *server, const char *mailbox)
{
  g_autofree char *before = graph_server_user (server, mailbox);
  g_autofree char *user = graph_users_find (call, server, mailbox, NULL);

  if (user == NULL || g_ascii_strcasecmp (user, before) == 0)
    return FALSE;

  graph_server_learn (server, mailbox, user);
  return TRUE;
}

GraphAnswer *
graph_mailbox_ask (BaseCall *call, GraphServer *server, const char *mailbox, const char *property,
                   const GraphAsk *ask, GError **error)
{
  g_autoptr (GError) why = NULL;
  GraphAnswer *answer = ask_once (call, server, mailbox, property, ask, &why);

  if (answer == NULL && g_strcmp0 (base_error_facts (why)->reason, "no-mailbox") == 0 &&
      find_user (call, server, mailbox)) {
    g_clear_error (&why);
    answer = ask_once (call, server, mailbox, property, ask, &why);
  }
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  return answer;
}

/* One question about what is below the mailbox, of which the path is made. */
typedef struct
{
  const char *rest;
  const GraphAsk *ask;
  GraphPageFunc each; /* NULL: it is a change */
  gpointer data;
} Below;

/* NULL and FALSE with an error. */
static gboolean
ask_below_once (BaseCall *call, GraphServer *server, const char *mailbox, const Below *below,
                GraphAnswer **ret, GError **error)
{
  g_autofree char *path = make_path (server, mailbox, below->rest, error);
  GraphAsk once = *below->ask;

  if (path == NULL)
    return FALSE;

  once.path = path;
  once.mailbox = mailbox;
  if (below->each != NULL)
    return graph_page_run (call, server, &once, below->each, below->data, NULL, error);
  *ret = graph_ask (call, server, &once, error);
  return *ret != NULL;
}

static gboolean
ask_below (BaseCall *call, GraphServer *server, const char *mailbox, const Below *below,
           GraphAnswer **ret, GError **error)
{
  g_autoptr (GError) why = NULL;
  gboolean is_done = ask_below_once (call, server, mailbox, below, ret, &why);

  if (!is_done && g_strcmp0 (base_error_facts (why)->reason, "no-mailbox") == 0 &&
      find_user (call, server, mailbox)) {
    g_clear_error (&why);
    is_done = ask_below_once (call, server, mailbox, below, ret, &why);
  }
  if (why != NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  return is_done;
}

gboolean
graph_mailbox_list (BaseCall *call, GraphServer *server, const char *mailbox, const char *rest,
                    const GraphAsk *ask, GraphPageFunc each, gpointer data, GError **error)
{
  const Below below = { rest, ask, each, data };

  return ask_below (call, server, mailbox, &below, NULL, error);
}

GraphAnswer *
graph_mailbox_change (BaseCall *call, GraphServer *server, const char *mailbox, const char *rest,
                      const GraphAsk *ask, GError **error)
{
  const Below below = { .rest = rest, .ask = ask };
  GraphAnswer *answer = NULL;

  return ask_below (call, server, mailbox, &below, &answer, error) ? answer : NULL;
}
