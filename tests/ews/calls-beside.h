/* calls-beside.h - the calls of the case files about rules of inboxes and entries in calendars */
#pragma once

#include "base-time.h"
#include "canned.h"
#include "ews-backend.h"

typedef struct
{
  ExchangeBackend *backend;
  BaseCall *call;
  char **args;      /* after the name of the call */
  const char *text; /* the block of the call */
} Run;

static char *
run_list_rules (const Run *run, GError **error)
{
  g_autoptr (GPtrArray) rules =
      run->backend->ops->list_rules (run->backend, run->call, run->args[0], error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (rules == NULL)
    return NULL;
  for (guint i = 0; i < rules->len; i++) {
    const ExchangeRule *rule = g_ptr_array_index (rules, i);
    g_autofree char *print = exchange_rule_print (rule);

    g_string_append_printf (text, "%s%s %s", i > 0 ? "\n" : "", rule->id, print);
  }
  return g_strdup (text->str);
}

/* add_rule MAILBOX PRIORITY copy|move UNTIL TARGET, the block: its name. */
static char *
run_add_rule (const Run *run, GError **error)
{
  g_autofree char *name = g_strstrip (g_strdup (run->text));
  g_autoptr (ExchangeRule) rule = exchange_rule_new (name, run->args[4]);
  g_autoptr (GDateTime) until = base_time_parse (run->args[3], NULL, NULL);
  g_autofree char *id = NULL;

  rule->priority = (guint) g_ascii_strtoull (run->args[1], NULL, 10);
  rule->keeps_copy = g_str_equal (run->args[2], "copy");
  rule->until_s = until != NULL ? g_date_time_to_unix (until) : 0;
  if (!run->backend->ops->add_rule (run->backend, run->call, run->args[0], rule, &id, error))
    return NULL;
  return g_strdup_printf ("done %s", id);
}

static char *
run_remove_rule (const Run *run, GError **error)
{
  g_autofree char *id = NULL;

  if (!run->backend->ops->remove_rule (run->backend, run->call, run->args[0], run->args[1], &id,
                                       error))
    return NULL;
  return g_strdup_printf ("done %s", id);
}

/* find_entry MAILBOX KEY */
static char *
run_find_entry (const Run *run, GError **error)
{
  const ExchangeEntry wanted = { .key = run->args[1] };
  g_auto (ExchangeEntry) held = { 0 };

  if (!run->backend->ops->find_entry (run->backend, run->call, run->args[0], &wanted, &held, error))
    return NULL;
  if (held.id == NULL)
    return g_strdup ("none");
  return g_strdup_printf (
      "%s [%s] %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "%s%s", held.id, held.subject, held.from_s,
      held.until_s, held.is_all_day ? " all day" : "", held.is_away ? "" : " shown otherwise");
}

/* make_entry MAILBOX KEY FROM UNTIL ZONE [day], the block: the subject. */
static char *
run_make_entry (const Run *run, GError **error)
{
  g_autofree char *subject = g_strstrip (g_strdup (run->text));
  const ExchangeEntry wanted = { .key = run->args[1],
                                 .subject = subject,
                                 .from_s = g_ascii_strtoll (run->args[2], NULL, 10),
                                 .until_s = g_ascii_strtoll (run->args[3], NULL, 10),
                                 .zone = run->args[4],
                                 .is_all_day = run->args[5] != NULL };
  g_autofree char *id = NULL;

  if (!run->backend->ops->make_entry (run->backend, run->call, run->args[0], &wanted, &id, error))
    return NULL;
  return g_strconcat ("made ", id, NULL);
}

static char *
run_remove_entry (const Run *run, GError **error)
{
  if (!run->backend->ops->remove_entry (run->backend, run->call, run->args[0], run->args[1], error))
    return NULL;
  return g_strdup ("removed");
}
