/* cmdlets-calendar.c - the calendar's part of Get- and Set-MailboxAutoReplyConfiguration
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cmdlets-calendar.h"

#include "base-error.h"
#include "powershell-error.h"

static const struct
{
  ExchangeCalendarParts part;
  const char *name;
  gsize place; /* of a gboolean or a text in ExchangeCalendar */
  gboolean is_text;
} parts[] = {
  { EXCHANGE_CALENDAR_ENTRY, "CreateOOFEvent", G_STRUCT_OFFSET (ExchangeCalendar, has_entry),
    FALSE },
  { EXCHANGE_CALENDAR_SUBJECT, "OOFEventSubject", G_STRUCT_OFFSET (ExchangeCalendar, subject),
    TRUE },
  { EXCHANGE_CALENDAR_DECLINES_NEW, "AutoDeclineFutureRequestsWhenOOF",
    G_STRUCT_OFFSET (ExchangeCalendar, declines_new), FALSE },
  { EXCHANGE_CALENDAR_DECLINES_EXISTING, "DeclineEventsForScheduledOOF",
    G_STRUCT_OFFSET (ExchangeCalendar, declines_existing), FALSE },
  { EXCHANGE_CALENDAR_MESSAGE, "DeclineMeetingMessage", G_STRUCT_OFFSET (ExchangeCalendar, message),
    TRUE },
};

static gboolean
read_part (const PowershellValue *object, gsize i, ExchangeCalendar *ret, GError **error)
{
  static const BaseErrorFacts missing = { .reason = "calendar-not-there" };
  const PowershellValue *value = powershell_value_property (object, parts[i].name);
  gpointer place = G_STRUCT_MEMBER_P (ret, parts[i].place);

  if (value == NULL) {
    base_error_set_facts (error, BASE_ERROR_UNSUPPORTED, &missing,
                          "Get-MailboxAutoReplyConfiguration tells no %s", parts[i].name);
    return FALSE;
  }
  if (!parts[i].is_text && !powershell_value_boolean (value, place)) {
    powershell_error_set_answer (error, "%s is neither true nor false", parts[i].name);
    return FALSE;
  }
  if (parts[i].is_text)
    *(char **) place = g_strdup (powershell_value_text (value));
  ret->parts |= parts[i].part;
  return TRUE;
}

static PowershellResult *
run (BaseCall *call, const CmdletsRunner *runner, PowershellCommand *command, const char *mailbox,
     GError **error)
{
  powershell_command_put_text (command, "Identity", mailbox);
  return runner->run (call, command, mailbox, runner->data, error);
}

gboolean
cmdlets_calendar_get (BaseCall *call, const CmdletsRunner *runner, const char *mailbox,
                      ExchangeCalendar *ret, GError **error)
{
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_GET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (PowershellResult) result = run (call, runner, command, mailbox, error);
  g_auto (ExchangeCalendar) calendar = { 0 };

  if (result == NULL)
    return FALSE;
  if (result->objects->len != 1) {
    powershell_error_set_answer (error, "%s gives %u objects for one mailbox",
                                 powershell_command_name (command), result->objects->len);
    return FALSE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!read_part (result->objects->pdata[0], i, &calendar, error))
      return FALSE;

  *ret = calendar;
  calendar = (ExchangeCalendar){ 0 };
  return TRUE;
}

gboolean
cmdlets_calendar_set (BaseCall *call, const CmdletsRunner *runner, const char *mailbox,
                      const ExchangeCalendar *wanted, char **ret_request_id, GError **error)
{
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (PowershellResult) result = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    gconstpointer place = G_STRUCT_MEMBER_P (wanted, parts[i].place);

    if (!(wanted->parts & parts[i].part))
      continue;
    if (!parts[i].is_text)
      powershell_command_put_switch (command, parts[i].name, *(const gboolean *) place);
    else
      powershell_command_put_message (command, parts[i].name,
                                      *(char *const *) place != NULL ? *(char *const *) place : "");
  }
  /* Without it only those that are named one by one are declined. */
  if (wanted->parts & EXCHANGE_CALENDAR_DECLINES_EXISTING)
    powershell_command_put_switch (command, "DeclineAllEventsForScheduledOOF",
                                   wanted->declines_existing);
  result = run (call, runner, command, mailbox, error);
  if (result == NULL)
    return FALSE;

  *ret_request_id = g_steal_pointer (&result->request_id);
  return TRUE;
}
