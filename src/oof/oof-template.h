/* oof-template.h - a reply's text with placeholders, made ready once and filled in for many people
 *
 * The text is HTML. In it
 *   {{person.phone}}                  the value, escaped; without one it is a gap
 *   {{person.mobile|person.phone|the switchboard}}   the first that is known, else the words;
 * {{person.phone|}}: else nothing
 *   {{person.mobile!}}                without a value the whole line is left out: the paragraph,
 * list item, table row, or up to <br>
 *   {{if substitute}} … {{else}} … {{end}}
 *       person.city (known), person.city = Graz, person.city != Graz, manager, substitute, end
 * (known), inside, outside, member GROUP; with "not" in front the other way round
 *   {{lang de}} … {{end}}             dates in it are written in that language
 * The names are oof-field.h's. A value is text, whatever stands in it: it is never read for
 * placeholders again, and tags in it are shown. As the beginning of a link it has to be a web, mail
 * or telephone address. Scripts, styles and comments are not looked into. Immutable,
 * reference-counted; any thread.
 */
#pragma once

#include "oof-absence.h"
#include "oof-field.h"

#define OOF_TEMPLATE_MOST_TAGS 2000
#define OOF_TEMPLATE_MOST_DEPTH 16
#define OOF_TEMPLATE_MOST_LANGUAGES 8 /* with the one of the text itself */

typedef struct _OofTemplate OofTemplate;

/* language: of what is in no language block. NULL with BASE_ERROR_REJECTED, the sentence to show
 * and facts->reason: "too-long", "bad-text", "placeholder-unknown", "placeholder-broken" (without
 * its end, or with markup in it), "placeholder-place" (a condition inside a tag),
 * "placeholder-depth", "placeholder-many", "block-open" (an if or lang without its end),
 * "block-end" (an end or else without its beginning), "language". */
OofTemplate *oof_template_new (const char *text, const char *language, GError **error);
OofTemplate *oof_template_ref (OofTemplate *self);
void oof_template_unref (OofTemplate *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofTemplate, oof_template_unref)

/* NULL-terminated, the text's own first; owned by self. */
const char *const *oof_template_languages (const OofTemplate *self);

/* A set of fields. */
typedef struct
{
  guint64 bits[2];
} OofFields;

G_STATIC_ASSERT (OOF_N_FIELDS <= 128);

gboolean oof_fields_has (const OofFields *self, guint field);

/* All fields that it names anywhere: what has to be asked of the directory. */
OofFields oof_template_fields (const OofTemplate *self);

/* Whom it is filled in for. Borrowed. */
typedef struct
{
  const char *fields[OOF_FIELD_ABSENCE]; /* UTF-8; NULL or "": not known */
  const OofAbsence *const *absences;     /* one for each of the languages, in their order */
  gboolean is_outside;
  gboolean (*is_member) (const char *group, gpointer data); /* NULL: of none */
  gpointer data;
} OofMerge;

/* The text for that person, behind what is in out. ret_gaps (or NULL): what was not known and has
 * no rule for that. FALSE with BASE_ERROR_REJECTED "too-long" when it grows beyond what mailboxes
 * hold; out is what it was. */
gboolean oof_template_merge (const OofTemplate *self, const OofMerge *merge, GString *out,
                             OofFields *ret_gaps, GError **error);
