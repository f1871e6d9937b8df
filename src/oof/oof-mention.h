/* oof-mention.h - what a text mentions that is not the same in everybody's: dates, times of day,
 * phone numbers, mail addresses
 *
 * Guesses from the writing alone, in English, German, French, Spanish, Italian and Dutch. Pure; any
 * thread; linear in the length.
 */
#pragma once

#include <glib.h>

typedef enum
{
  OOF_MENTION_DATE, /* "24 Dec 2031", "Fri, 24.12.2031", "24.12.", "Friday" */
  OOF_MENTION_TIME, /* "17:00", "5 pm", "17 Uhr" */
  OOF_MENTION_PHONE,
  OOF_MENTION_MAIL
} OofMentionKind;

#define OOF_MENTION_NO_DAY G_MININT32

typedef struct
{
  OofMentionKind kind;
  gsize begin; /* bytes of the text */
  gsize end;
  gint32 day; /* DATE: which (oof-date.h), the later one where the day may be the month; NO_DAY: it
                 has no year, or there is no such day */
} OofMention;

/* What begins exactly at at, which is a byte of text where a word may begin. FALSE: nothing does.
 * text: valid UTF-8. */
gboolean oof_mention_read (const char *text, gsize at, OofMention *ret);

/* Could a word begin there? Not in the middle of one. */
gboolean oof_mention_is_begin (const char *text, gsize at);

/* OofMention, in order. Caller unrefs. */
GArray *oof_mentions (const char *text);
