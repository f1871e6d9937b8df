/* session-out.h - who is out in a span of time, as a table that can leave the program
 *
 * Filled by one thread at a time, then read; reference-counted. Times are instants; the days and
 * times that people read are those of one zone.
 */
#pragma once

#include "exchange-person.h"
#include "session-bars.h"

typedef enum
{
  SESSION_OUT_CSV,  /* RFC 4180, a header line; nothing in it is a formula to a spreadsheet */
  SESSION_OUT_ICS,  /* RFC 5545, an all-day or timed event each, which makes nobody busy */
  SESSION_OUT_HTML, /* a page of its own, nothing loaded from anywhere */
  SESSION_OUT_N_FORMATS
} SessionOutFormat;

/* "csv", "ics", "html"; NULL-terminated: words and file name extensions. */
extern const char *const session_out_format_names[];

/* Borrowed from whoever fills it in; NULL texts are "". */
typedef struct
{
  const char *name;
  const char *mail;
  const char *department;
  gboolean is_own;  /* the person's own reply, not an item's */
  OofType type;     /* of the item */
  gint64 from_s;    /* G_MININT64: since before anybody looked */
  gint64 until_s;   /* OOF_OPEN_END: until further notice */
  gboolean is_held; /* Exchange holds that reply already; FALSE: planned only */
} SessionOutRow;

/* What people read of a row. */
typedef enum
{
  SESSION_OUT_NAME,
  SESSION_OUT_DEPARTMENT,
  SESSION_OUT_WHAT,
  SESSION_OUT_WHEN,
  SESSION_OUT_N_COLUMNS
} SessionOutColumn;

typedef struct _SessionOut SessionOut;

/* Of [from_s, until_s). organisation: for the title. now_s: when it was looked, as the table says.
 */
SessionOut *session_out_new (const char *organisation, GTimeZone *zone, gint64 from_s,
                             gint64 until_s, gint64 now_s);
SessionOut *session_out_ref (SessionOut *self);
void session_out_unref (SessionOut *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionOut, session_out_unref)

/* Copies it; an absence that does not touch the span is left out. */
void session_out_add (SessionOut *self, const SessionOutRow *row);
/* A whole absence is told, also where it is longer than the span: bars of so much before and after
 * it show that. */
#define SESSION_OUT_AROUND_S (400 * (gint64) 86400)

/* What a person's calendar has of it: SessionBar. */
void session_out_add_bars (SessionOut *self, const ExchangePerson *person, const GArray *bars);
/* The person's own reply, where there is no plan. */
void session_out_add_own (SessionOut *self, const ExchangePerson *person, const OofOwnReply *own);
/* Of one more person it is not known what their mailbox holds: the table says how many there are.
 */
void session_out_add_unknown (SessionOut *self);

/* SessionOutRow, by name, then by time; borrowed, until something is added. */
const GPtrArray *session_out_rows (SessionOut *self);
guint session_out_n_people (SessionOut *self); /* each once */
guint session_out_n_unknown (const SessionOut *self);

/* "Name": translated, static. */
const char *session_out_column_title (SessionOutColumn column);
/* "Vacation", "Own reply": translated, static. */
const char *session_out_what (const SessionOutRow *row);
/* "Mon 23 Nov 2026 – Fri 27 Nov 2026", "until Fri 27 Nov 2026, 17:00": in the table's zone. Caller
 * frees, also below. */
char *session_out_when (const SessionOut *self, const SessionOutRow *row);
/* "Who is out on Mon 23 Nov 2026". */
char *session_out_title (const SessionOut *self);
/* "12 people are out.", and how many are not known. */
char *session_out_summary (SessionOut *self);
/* UTF-8. */
char *session_out_write (SessionOut *self, SessionOutFormat format);
