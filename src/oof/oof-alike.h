/* oof-alike.h - replies that say the same but for whose they are
 *
 * Two texts are alike when people read the same in them once each one's own name and addresses, and
 * all dates, times of day and phone numbers, are taken for the same. How they are formatted does
 * not count. Pure; any thread; linear in the length.
 */
#pragma once

#include "oof-mention.h"

/* Whose text it is. Borrowed; NULL texts are "". */
typedef struct
{
  const char *name; /* "Ann Berg", "Berg, Ann" */
  const char *mail;
  const char *upn;
  gint32 first_day; /* of the reply's window, in the reader's zone; OOF_MENTION_NO_DAY: none */
  gint32 last_day;
  gint32 back_day; /* the working day after */
} OofAlike;

/* What is alike has the same. Of a longer text than OOF_ALIKE_MOST_BYTES only what is the same to
 * the last byte is. Caller frees. */
char *oof_alike_key (const char *html, const OofAlike *whose);

/* HTML with the person's name and address, and the days of the window, as placeholders
 * (oof-template.h); everything else is kept byte for byte. NULL: the text has braces that would be
 * taken for placeholders. Caller frees. */
char *oof_alike_template (const char *html, const OofAlike *whose);

/* No template and no adopted absence can say it: what would be taken for a placeholder. */
gboolean oof_alike_has_braces (const char *html);

#define OOF_ALIKE_MOST_BYTES (64 * 1024)
