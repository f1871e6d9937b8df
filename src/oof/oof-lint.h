/* oof-lint.h - what does not belong into a reply that strangers get
 *
 * Guesses, in English and German, from the words alone: for showing, never for refusing. Pure; any
 * thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  OOF_LINT_PRIVATE_PHONE, /* a number called private or at home */
  OOF_LINT_HOME_ADDRESS,
  OOF_LINT_TRAVEL,       /* where somebody is going */
  OOF_LINT_INTERNAL,     /* an inner host, share, room or extension */
  OOF_LINT_NO_CONTACT,   /* nobody else to turn to; has no place */
  OOF_LINT_FIRST_PERSON, /* "I am" of somebody who has left */
  OOF_LINT_YEAR,         /* a date in a year in which the absence is not */
  OOF_LINT_PLACEHOLDER,  /* braces that nothing fills in */
  OOF_LINT_DATES,        /* the end named lies before the beginning, or not at the absence's end */
  OOF_N_LINTS
} OofLintKind;

/* Zeroed: nothing is known. */
typedef struct
{
  gboolean is_outside;   /* strangers get it; the first five are looked for only then */
  gboolean has_left;     /* the absence is for good */
  gboolean is_filled_in; /* placeholders have a value when it goes out */
  int from_year;         /* 0: not known */
  int until_year;
} OofLintFacts;

typedef struct
{
  OofLintKind kind;
  guint begin; /* characters of oof_html_to_text () */
  guint end;   /* begin: it has no place */
  char *words; /* as they stand there; "" without a place */
} OofLint;

void oof_lint_free (OofLint *self);

/* OofLint by place; of each kind at most three. Free function set. Caller unrefs. */
GPtrArray *oof_lint (const char *html, const OofLintFacts *facts);
