/* sim-graph-rights.c - whether a token is enough for an operation
 *
 * From Microsoft's permissions reference, and its page "Role Based Access Control for
 * Applications": a token without any role is as good as the roles in Exchange are, which know
 * mailboxes only. A person has their own mailbox settings, and nobody else's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-graph.h"

#include <string.h>

/* The roles of which one is enough; the first ones of a line for reading, too. */
static const struct
{
  const char *first;  /* step of the path */
  const char *third;  /* or "" for any */
  const char *method; /* NULL: any */
  const char *roles[5];
} needs[] = {
  { "users", "mailboxSettings", "GET", { "MailboxSettings.ReadWrite", "MailboxSettings.Read" } },
  { "users", "mailboxSettings", NULL, { "MailboxSettings.ReadWrite" } },
  { "users", "mailFolders", "GET", { "MailboxSettings.ReadWrite", "MailboxSettings.Read" } },
  { "users", "mailFolders", NULL, { "MailboxSettings.ReadWrite" } },
  { "users", "events", "GET", { "Calendars.ReadWrite", "Calendars.Read" } },
  { "users", "events", NULL, { "Calendars.ReadWrite" } },
  { "users",
    "",
    NULL,
    { "User.Read.All", "User.ReadBasic.All", "User.ReadWrite.All", "Directory.Read.All" } },
  { "groups", "", NULL, { "GroupMember.Read.All", "Group.Read.All", "Directory.Read.All" } },
};

static gboolean
has_role (JsonObject *claims, const char *const *wanted)
{
  JsonArray *roles = json_object_get_array_member (claims, "roles");

  for (guint i = 0; i < json_array_get_length (roles); i++)
    for (guint j = 0; j < 5 && wanted[j] != NULL; j++)
      if (strcmp (json_array_get_string_element (roles, i), wanted[j]) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
is_own (const SimGraphAsk *ask, const char *upn)
{
  guint person = sim_graph_find_user (ask->world, sim_graph_ask_step (ask, 1));

  return person != SIM_NOBODY &&
         g_ascii_strcasecmp (sim_people_address (ask->world->people, person), upn) == 0;
}

gboolean
sim_graph_is_mailbox (const SimGraphAsk *ask)
{
  const char *step = sim_graph_ask_step (ask, 2);

  return strcmp (step, "mailboxSettings") == 0 || strcmp (step, "mailFolders") == 0 ||
         strcmp (step, "events") == 0;
}

gboolean
sim_graph_may (const SimGraphAsk *ask)
{
  gboolean is_mailbox = sim_graph_is_mailbox (ask);

  if (ask->claims == NULL) /* the ready line's own token */
    return TRUE;
  if (json_object_has_member (ask->claims, "upn"))
    return !is_mailbox || is_own (ask, json_object_get_string_member (ask->claims, "upn"));
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    if (strcmp (needs[i].first, sim_graph_ask_step (ask, 0)) == 0 &&
        (*needs[i].third == '\0' || strcmp (needs[i].third, sim_graph_ask_step (ask, 2)) == 0) &&
        (needs[i].method == NULL || strcmp (needs[i].method, ask->method) == 0))
      return json_object_has_member (ask->claims, "roles") ? has_role (ask->claims, needs[i].roles)
                                                           : is_mailbox;
  return TRUE;
}
