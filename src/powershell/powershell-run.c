/* powershell-run.c - one cmdlet in an open console: command, answers, end
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-text.h"
#include "powershell-console-private.h"
#include "powershell-fragment.h"
#include "powershell-message.h"

#define MOST_WARNINGS 100
#define MOST_SILENT_ANSWERS 180 /* one after the other: an hour, when each takes its time */
#define MOST_LATE_ANSWERS 3 /* after the pipeline's end, until the server says that it is done */

typedef struct
{
  PowershellConsole *console;
  const char *cmdlet;
  PowershellResult *result;
  GError *failure; /* what ended the pipeline */
  gsize n_bytes;
  guint n_silent; /* answers without news, one after the other */
  gboolean has_ended;
} Run;

static PowershellResult *
make_result (void)
{
  PowershellResult *self = g_new0 (PowershellResult, 1);

  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) powershell_value_unref);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  return self;
}

static gboolean
take_output (Run *run, PowershellValue *object, GError **error)
{
  if (run->result->objects->len >= POWERSHELL_MOST_OBJECTS) {
    powershell_error_set_answer (error, "%s gives more than %d objects", run->cmdlet,
                                 POWERSHELL_MOST_OBJECTS);
    return FALSE;
  }
  g_ptr_array_add (run->result->objects, powershell_value_ref (object));
  return TRUE;
}

static void
take_warning (Run *run, const PowershellValue *record)
{
  const char *words = powershell_value_property_text (record, "InformationalRecord_Message");

  if (words != NULL && run->result->warnings->len < MOST_WARNINGS)
    g_ptr_array_add (run->result->warnings, base_text_for_display (words, 500));
}

static void
take_problem (Run *run, const PowershellValue *record)
{
  PowershellOrigin origin = powershell_console_origin (run->console);
  GError *problem = NULL;

  if (run->result->problems->len >= MOST_WARNINGS)
    return;

  powershell_record_set (record, run->cmdlet, &origin, &problem);
  g_ptr_array_add (run->result->problems, problem);
}

static gboolean
take_state (Run *run, const PowershellValue *body, GError **error)
{
  const PowershellValue *state = powershell_value_property (body, "PipelineState");
  const PowershellValue *record = powershell_value_property (body, "ExceptionAsErrorRecord");
  PowershellOrigin origin = powershell_console_origin (run->console);
  gint64 number;

  if (state == NULL || !powershell_value_integer (state, &number)) {
    powershell_error_set_answer (error, "a state of %s without a number", run->cmdlet);
    return FALSE;
  }
  if (number != POWERSHELL_PIPELINE_STOPPED && number != POWERSHELL_PIPELINE_COMPLETED &&
      number != POWERSHELL_PIPELINE_FAILED)
    return TRUE;

  run->has_ended = TRUE;
  if (number == POWERSHELL_PIPELINE_COMPLETED || run->failure != NULL)
    return TRUE;
  if (record != NULL && powershell_value_kind (record) == POWERSHELL_OBJECT)
    powershell_record_set (record, run->cmdlet, &origin, &run->failure);
  else
    powershell_error_set_answer (&run->failure, "%s failed without saying why", run->cmdlet);
  return TRUE;
}

static gboolean
refuse_question (const Run *run, GError **error)
{
  const BaseErrorFacts facts = { .reason = "powershell-asks-back", .host = run->console->host };

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "%s: %s asks something back",
                        run->console->host, run->cmdlet);
  return FALSE;
}

static gboolean
take_message (GBytes *bytes, gpointer data, GError **error)
{
  Run *run = data;
  g_auto (PowershellMessage) message = { 0 };

  run->n_bytes += g_bytes_get_size (bytes);
  if (run->n_bytes > POWERSHELL_MOST_PIPELINE_BYTES) {
    powershell_error_set_answer (error, "%s gives more than %d bytes", run->cmdlet,
                                 POWERSHELL_MOST_PIPELINE_BYTES);
    return FALSE;
  }
  if (!powershell_message_read (bytes, &message, error))
    return FALSE;

  switch (message.type) {
  case POWERSHELL_PIPELINE_OUTPUT:
    return take_output (run, message.body, error);
  case POWERSHELL_ERROR_RECORD:
    take_problem (run, message.body);
    return TRUE;
  case POWERSHELL_WARNING_RECORD:
    take_warning (run, message.body);
    return TRUE;
  case POWERSHELL_PIPELINE_STATE:
    return take_state (run, message.body, error);
  case POWERSHELL_PIPELINE_HOST_CALL:
    return refuse_question (run, error);
  default: /* progress, details, what later versions bring */
    return TRUE;
  }
}

/* An answer without news. why: the server's words for that, NULL: it had none. */
static gboolean
wait_for_news (Run *run, BaseCall *call, GError *why, GError **error)
{
  g_autoptr (GError) owned = why;

  if (++run->n_silent <= MOST_SILENT_ANSWERS)
    return base_call_wait (call, POWERSHELL_PAUSE_MS, error);
  if (owned != NULL)
    g_propagate_error (error, g_steal_pointer (&owned));
  else
    powershell_error_set_answer (error, "nothing comes of %s", run->cmdlet);
  return FALSE;
}

/* One answer. FALSE with an error; "nothing new" is none. */
static gboolean
receive (Run *run, BaseCall *call, const char *id, PowershellJoiner *joiner, gboolean *ret_done,
         GError **error)
{
  g_auto (PowershellAnswer) answer = { NULL };
  g_autoptr (GError) why = NULL;

  if (!powershell_console_ask (run->console, call, POWERSHELL_RECEIVE, id, NULL, &answer, &why)) {
    if (powershell_error_is (why, "powershell-quiet"))
      return wait_for_news (run, call, g_steal_pointer (&why), error);
    g_propagate_error (error, g_steal_pointer (&why));
    return FALSE;
  }
  for (guint i = 0; i < answer.pieces->len; i++) {
    gsize size;
    const guint8 *bytes = g_bytes_get_data (answer.pieces->pdata[i], &size);

    if (!powershell_joiner_push (joiner, bytes, size, error))
      return FALSE;
  }
  *ret_done = answer.is_done;
  if (answer.pieces->len == 0 && !answer.is_done)
    return wait_for_news (run, call, NULL, error);
  run->n_silent = 0;
  return TRUE;
}

static gboolean
receive_all (Run *run, BaseCall *call, const char *id, GError **error)
{
  g_autoptr (PowershellJoiner) joiner = powershell_joiner_new (take_message, run);
  gboolean is_done = FALSE;
  guint n_late = 0;

  while (!is_done && n_late < MOST_LATE_ANSWERS) {
    n_late += run->has_ended ? 1 : 0;
    if (!receive (run, call, id, joiner, &is_done, error))
      return FALSE;
  }
  if (run->has_ended && powershell_joiner_is_empty (joiner))
    return TRUE;

  powershell_error_set_answer (error, "the answer to %s ends too early", run->cmdlet);
  return FALSE;
}

/* The fragments of the pipeline. ret_id: by which the server knows it, as soon as it does. */
static gboolean
send_command (Run *run, BaseCall *call, const PowershellCommand *command, char **ret_id,
              GError **error)
{
  PowershellConsole *console = run->console;
  PowershellGuid pipeline = powershell_guid_random ();
  g_autofree char *wish = powershell_guid_to_text (&pipeline);
  g_autoptr (PowershellValue) body = powershell_message_create_pipeline (command);
  g_autoptr (GBytes) message =
      powershell_message_write (POWERSHELL_CREATE_PIPELINE, &console->pool, &pipeline, body);
  g_autoptr (GPtrArray) fragments =
      powershell_fragment_split (powershell_console_number (console), message);
  g_auto (PowershellAnswer) answer = { NULL };

  if (!powershell_console_ask (console, call, POWERSHELL_COMMAND, wish, fragments->pdata[0],
                               &answer, error))
    return FALSE;

  *ret_id = g_steal_pointer (&answer.id);
  run->result->request_id = g_steal_pointer (&answer.request_id);
  for (guint i = 1; i < fragments->len; i++) {
    g_auto (PowershellAnswer) sent = { NULL };

    if (!powershell_console_ask (console, call, POWERSHELL_SEND, *ret_id, fragments->pdata[i],
                                 &sent, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
finish (Run *run, GError **error)
{
  PowershellResult *result = run->result;

  if (run->failure == NULL && result->objects->len == 0 && result->problems->len > 0)
    run->failure = g_ptr_array_steal_index (result->problems, 0);
  if (run->failure == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&run->failure));
  return FALSE;
}

/* What the pipeline leaves at the server. One that did not come to its end spoils the shell; a
 * cancelled call does not wait for it to be stopped. */
static void
leave (PowershellConsole *self, BaseCall *call, const char *id, gboolean is_fine)
{
  self->is_spoiled = !is_fine && self->shell_id != NULL;
  if (id != NULL && (is_fine || base_call_check (call, NULL)))
    powershell_console_ask_last (self, call, is_fine ? POWERSHELL_TERMINATE : POWERSHELL_STOP, id);
}

/* ret_id: NULL as long as the server cannot have begun. */
static PowershellResult *
run_once (PowershellConsole *self, BaseCall *call, const PowershellCommand *command, char **ret_id,
          GError **error)
{
  g_autoptr (PowershellResult) result = make_result ();
  Run run = { .console = self, .cmdlet = powershell_command_name (command), .result = result };
  gboolean is_fine =
      send_command (&run, call, command, ret_id, error) && receive_all (&run, call, *ret_id, error);

  leave (self, call, *ret_id, is_fine);
  is_fine = is_fine && finish (&run, error);
  g_clear_error (&run.failure);
  return is_fine ? g_steal_pointer (&result) : NULL;
}

/* There is nothing to delete any more. */
static void
forget_shell (PowershellConsole *self)
{
  g_clear_pointer (&self->shell_id, g_free);
  self->is_spoiled = FALSE;
}

PowershellResult *
powershell_console_run (PowershellConsole *self, BaseCall *call, const PowershellCommand *command,
                        GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *second_id = NULL;
  g_autoptr (GError) why = NULL;
  PowershellResult *result;

  if (!powershell_command_check (command, error))
    return NULL;
  if (self->is_spoiled)
    powershell_console_end (self, call);
  if (self->shell_id == NULL && !powershell_console_begin (self, call, error))
    return NULL;

  result = run_once (self, call, command, &id, &why);
  if (result != NULL)
    return result;
  if (powershell_error_is (why, "powershell-shell-lost"))
    forget_shell (self);
  if (!powershell_error_is (why, "powershell-shell-lost") ||
      (id != NULL && powershell_command_writes (command))) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }

  return powershell_console_begin (self, call, error)
             ? run_once (self, call, command, &second_id, error)
             : NULL;
}
