/* exchange-calendar.h - what happens in a mailbox's calendar while its automatic reply is on
 *
 * Only Exchange Online does something about it, and only cmdlets tell of it; declining is for
 * scheduled replies. Plain structs; texts are owned by them.
 */
#pragma once

#include "base-call.h"

typedef enum
{
  EXCHANGE_CALENDAR_ENTRY = 1 << 0,             /* an entry shows that the owner is away */
  EXCHANGE_CALENDAR_SUBJECT = 1 << 1,           /* its subject */
  EXCHANGE_CALENDAR_DECLINES_NEW = 1 << 2,      /* invitations that come */
  EXCHANGE_CALENDAR_DECLINES_EXISTING = 1 << 3, /* what is there; the owner's own are cancelled */
  EXCHANGE_CALENDAR_MESSAGE = 1 << 4            /* with what is declined */
} ExchangeCalendarParts;

typedef struct
{
  ExchangeCalendarParts parts; /* what is said; of what was read: all */
  gboolean has_entry;
  char *subject;
  gboolean declines_new;
  gboolean declines_existing;
  char *message;
} ExchangeCalendar;

void exchange_calendar_clear (ExchangeCalendar *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExchangeCalendar, exchange_calendar_clear)

/* Which of wanted's parts held has otherwise. */
ExchangeCalendarParts exchange_calendar_compare (const ExchangeCalendar *held,
                                                 const ExchangeCalendar *wanted);

/* How it is read and written. Both block. set writes wanted's parts only. */
typedef struct
{
  gboolean (*get) (BaseCall *call, const char *mailbox, ExchangeCalendar *ret, gpointer data,
                   GError **error);
  gboolean (*set) (BaseCall *call, const char *mailbox, const ExchangeCalendar *wanted,
                   char **ret_request_id, gpointer data, GError **error);
  gpointer data;
} ExchangeCalendarWay;
