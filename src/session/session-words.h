/* session-words.h - the sentence and the remedy for every error. Inside session only. */
#pragma once

#include <glib.h>

/* Not translated yet; %s in the remedy stands for the account's name. */
typedef struct
{
  const char *key; /* reason, or the code's name */
  const char *sentence;
  const char *remedy; /* NULL: there is nothing to do */
} SessionWords;

/* By reason, else by code; NULL for an error of another domain. */
const SessionWords *session_words_find (const GError *error);
