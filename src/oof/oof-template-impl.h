/* oof-template-impl.h - what a template is made of inside: steps, one after the other
 *
 * Inside the room.
 */
#pragma once

#include "oof-template.h"

typedef enum
{
  OOF_STEP_TEXT,
  OOF_STEP_VALUE,
  OOF_STEP_LINE, /* goes behind the line when a value in it that may drop it is missing */
  OOF_STEP_IF,   /* goes to `to` unless it holds */
  OOF_STEP_GO,
  OOF_STEP_LANGUAGE
} OofStepKind;

typedef enum
{
  OOF_MISSING_IS_GAP,
  OOF_MISSING_IS_TEXT,
  OOF_MISSING_DROPS_LINE
} OofMissing;

typedef enum
{
  OOF_TEST_KNOWN, /* one of the fields */
  OOF_TEST_EQUAL,
  OOF_TEST_INSIDE,
  OOF_TEST_MEMBER
} OofTest;

#define OOF_MOST_ALTERNATIVES 4

typedef struct
{
  OofStepKind kind;
  guint to;         /* LINE, IF, GO: the step to go to */
  const char *text; /* TEXT: of the source; VALUE: instead of it; LINE: markup that stays; IF: the
                       operand */
  gsize length;
  guint8 fields[OOF_MOST_ALTERNATIVES]; /* VALUE, IF */
  guint8 n_fields;
  OofMissing missing;
  gboolean begins_link;
  gboolean is_in_markup;
  OofTest test;
  gboolean is_negated;
  guint language;
} OofStep;

struct _OofTemplate
{
  char *source;
  GArray *steps;        /* OofStep */
  GStringChunk *texts;  /* what steps point to and is not source */
  GPtrArray *languages; /* NULL-terminated */
  OofFields fields;
};

/* One {{…}} in the source. */
typedef struct
{
  gsize begin;
  gsize end;
  char *words; /* decoded, without blanks at the ends */
  gboolean is_in_markup;
  gboolean begins_link;
} OofTag;

/* All of them that stand where text or attributes are. NULL with the errors of oof_template_new ().
 * Caller unrefs. */
GArray *oof_template_find_tags (const char *source, GError **error);

/* What a {{…}} of a value or an if says. FALSE with the errors of oof_template_new (). */
gboolean oof_template_read_value (const OofTag *tag, GStringChunk *texts, OofStep *ret,
                                  GError **error);
gboolean oof_template_read_test (const char *words, GStringChunk *texts, OofStep *ret,
                                 GError **error);

/* The line around a tag, between lower and upper. */
typedef struct
{
  gsize begin;
  gsize end;
  char *kept; /* markup that has to stay when the line goes. Caller frees */
} OofLine;

void oof_template_find_line (const char *source, gsize lower, gsize upper, const OofTag *tag,
                             OofLine *ret);
