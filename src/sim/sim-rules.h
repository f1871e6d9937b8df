/* sim-rules.h - the rules of inboxes
 *
 * One model for both protocols, with as much of a rule as somebody may need who forwards; the
 * control port shows and sets them as "rules" of a mailbox:
 *
 *   {"name": N, "id": I, "priority": 1, "enabled": true, "forward": A, "redirect": A,
 *    "delete": false, "until": T, "subject": W, "except_replies": true}
 *
 * forward, redirect: the one to whom it sends, or null; until: what arrives later is left alone;
 * subject: only what has that word there. "outlook_rules": true: Outlook keeps rules of its own
 * there, which an update may destroy. One thread.
 */
#pragma once

#include "sim-world.h"

#include <json-glib/json-glib.h>

typedef struct
{
  char *id;
  char *name;
  guint priority;
  gboolean is_enabled;
  char *forward; /* NULL: none, as the next */
  char *redirect;
  gboolean deletes;
  GDateTime *until;
  char *subject;
  gboolean except_replies;
} SimRule;

SimRule *sim_rule_new (void);
void sim_rule_free (SimRule *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimRule, sim_rule_free)

/* For the world: person → what this file keeps of them. */
GHashTable *sim_rules_new_inboxes (void);

/* SimRule, by priority; borrowed. */
const GPtrArray *sim_rules_list (SimWorld *world, guint person);
/* Takes rule, and gives it an id. FALSE: there is nobody of the address to whom it sends, and it is
 * freed. */
gboolean sim_rules_add (SimWorld *world, guint person, SimRule *rule);
/* FALSE: there is none of that id. */
gboolean sim_rules_remove (SimWorld *world, guint person, const char *id);

gboolean sim_rules_has_outlook (SimWorld *world, guint person);
void sim_rules_set_outlook (SimWorld *world, guint person, gboolean has_outlook);

/* For the control port. Caller unrefs. */
JsonArray *sim_rules_to_json (SimWorld *world, guint person);
/* Takes the place of all that are there, where the object has "rules"; and "outlook_rules". */
gboolean sim_rules_set_json (SimWorld *world, guint person, JsonObject *object, GError **error);
