/* session-log.c - what a program that runs alone writes into the system's log
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-log.h"

#include "base-error.h"
#include "base-text.h"

#include <stdio.h>
#include <unistd.h>

#define MOST_FIELDS 16
#define MOST_CHARS 300

const char *const session_log_names[] = { "error", "warning", "info", "debug", NULL };

/* Not GLib's error and warning, which end a program that is being tested. */
static const GLogLevelFlags levels[] = { [SESSION_LOG_ERROR] = G_LOG_LEVEL_MESSAGE,
                                         [SESSION_LOG_WARNING] = G_LOG_LEVEL_MESSAGE,
                                         [SESSION_LOG_INFO] = G_LOG_LEVEL_INFO,
                                         [SESSION_LOG_DEBUG] = G_LOG_LEVEL_DEBUG };
static const char *const priorities[] = { "3", "4", "6", "7" }; /* of syslog */

typedef struct
{
  GLogField fields[MOST_FIELDS];
  char *texts[MOST_FIELDS]; /* what is freed of them; NULL: borrowed */
  gsize n;
} Fields;

/* value: cut, and without control characters: it may come from a server. */
static void
add (Fields *self, const char *key, const char *value)
{
  if (value == NULL || *value == '\0' || self->n == MOST_FIELDS)
    return;

  self->texts[self->n] = base_text_for_display (value, MOST_CHARS);
  self->fields[self->n] = (GLogField){ key, self->texts[self->n], -1 };
  self->n++;
}

static void
clear_fields (Fields *self)
{
  for (gsize i = 0; i < self->n; i++)
    g_free (self->texts[i]);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fields, clear_fields)

static void
fill (Fields *self, const SessionLogLine *line)
{
  add (self, "PROFILE", line->profile);
  add (self, "MAILBOX", line->mailbox);
  add (self, "RUN", line->run);
  if (line->error != NULL) {
    const BaseErrorFacts *facts = base_error_facts (line->error);

    add (self, "CODE", base_error_name (line->error));
    add (self, "REASON", facts->reason);
    add (self, "SERVER_CODE", facts->server_code);
    add (self, "REQUEST_ID", facts->request_id);
  }
}

char *
session_log_text (const SessionLogLine *line)
{
  g_auto (Fields) fields = { .n = 0 };
  GString *text = g_string_new (line->message);

  fill (&fields, line);
  for (gsize i = 0; i < fields.n; i++)
    g_string_append_printf (text, " %s=%s", fields.fields[i].key,
                            (const char *) fields.fields[i].value);
  return g_string_free (text, FALSE);
}

void
session_log_write (const SessionLogLine *line)
{
  g_auto (Fields) fields = { .n = 0 };

  add (&fields, "MESSAGE", line->message);
  add (&fields, "PRIORITY", priorities[line->level]);
  add (&fields, "GLIB_DOMAIN", G_LOG_DOMAIN);
  add (&fields, "SYSLOG_IDENTIFIER", g_get_prgname ());
  fill (&fields, line);
  g_log_structured_array (levels[line->level], fields.fields, fields.n);
}

static const char *
find_field (const GLogField *fields, gsize n, const char *key)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (fields[i].key, key))
      return fields[i].value;
  return NULL;
}

/* Where no journal listens: one line, with the fields that ours have. */
static void
print (const GLogField *fields, gsize n)
{
  static const char *const keys[] = { "PROFILE", "MAILBOX",     "RUN",       "CODE",
                                      "REASON",  "SERVER_CODE", "REQUEST_ID" };
  g_autoptr (GString) text = g_string_new (find_field (fields, n, "MESSAGE"));

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    const char *value = find_field (fields, n, keys[i]);

    if (value != NULL)
      g_string_append_printf (text, " %s=%s", keys[i], value);
  }
  fprintf (stderr, "%s\n", text->str);
}

static GLogWriterOutput
write_cb (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  static const GLogLevelFlags hidden[] = {
    [SESSION_LOG_ERROR] = G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG,
    [SESSION_LOG_WARNING] = G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG,
    [SESSION_LOG_INFO] = G_LOG_LEVEL_DEBUG,
    [SESSION_LOG_DEBUG] = 0,
  };
  SessionLogLevel least = (SessionLogLevel) GPOINTER_TO_UINT (data);
  const char *priority = find_field (fields, n, "PRIORITY");
  gboolean is_error = priority != NULL && priority[0] <= '3';

  if ((level & hidden[least]) != 0 && !is_error)
    return G_LOG_WRITER_HANDLED;
  if (g_log_writer_is_journald (STDERR_FILENO) &&
      g_log_writer_journald (level, fields, n, NULL) == G_LOG_WRITER_HANDLED)
    return G_LOG_WRITER_HANDLED;
  print (fields, n);
  return G_LOG_WRITER_HANDLED;
}

void
session_log_set_up (SessionLogLevel least)
{
  /* On a terminal, whoever runs it hears of runs from the program itself. */
  if (least == SESSION_LOG_INFO && !g_log_writer_is_journald (STDERR_FILENO))
    least = SESSION_LOG_WARNING;
  g_log_set_writer_func (write_cb, GUINT_TO_POINTER ((guint) least), NULL);
}
