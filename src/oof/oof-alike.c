/* oof-alike.c - replies that say the same but for whose they are
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-alike.h"

#include "oof-html-token.h"
#include "oof-html.h"

#include <string.h>

#define MOST_OWN 8
#define LEAST_NAME 2 /* characters of a given name or surname alone */

/* Something that is the person's own, and what stands for it. */
typedef struct
{
  char *text;
  gsize length;
  const char *key;      /* in what is compared */
  const char *field;    /* in a template */
  gboolean is_caseless; /* an address */
} Own;

typedef struct
{
  Own own[MOST_OWN]; /* the longest first */
  guint n;
} Owner;

static void
clear_owner (Owner *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->own[i].text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Owner, clear_owner)

static void
add_own (Owner *self, const char *text, const Own *like)
{
  if (text == NULL || *text == '\0' || self->n == MOST_OWN)
    return;

  self->own[self->n] = *like;
  self->own[self->n].text = g_strdup (text);
  self->own[self->n].length = strlen (text);
  self->n++;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const Own *one = a;
  const Own *other = b;

  return one->length != other->length ? (one->length < other->length ? 1 : -1) : 0;
}

/* "Berg, Ann" and "Ann Berg" are the same name; either part may stand alone. */
static void
add_names (Owner *self, const char *name)
{
  static const Own whole = { .key = "{name}", .field = "{{person.name}}" };
  static const Own given_name = { .key = "{given}", .field = "{{person.given-name}}" };
  static const Own family_name = { .key = "{surname}", .field = "{{person.surname}}" };
  const char *comma = strstr (name, ", ");
  const char *blank = comma != NULL ? comma : strrchr (name, ' ');
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *turned = NULL;
  const char *given;
  const char *surname;

  add_own (self, name, &whole);
  if (blank == NULL)
    return;

  first = g_strndup (name, (gsize) (blank - name));
  second = g_strdup (comma != NULL ? comma + 2 : blank + 1);
  given = comma != NULL ? second : first;
  surname = comma != NULL ? first : second;
  if (comma != NULL)
    turned = g_strdup_printf ("%s %s", given, surname);
  add_own (self, turned, &whole);
  if (g_utf8_strlen (given, -1) >= LEAST_NAME)
    add_own (self, given, &given_name);
  if (g_utf8_strlen (surname, -1) >= LEAST_NAME)
    add_own (self, surname, &family_name);
}

typedef enum
{
  AS_TEXT,
  AS_HTML
} Writing;

static void
escape_owner (Owner *self)
{
  for (guint i = 0; i < self->n; i++) {
    char *escaped = g_markup_escape_text (self->own[i].text, -1);

    g_free (self->own[i].text);
    self->own[i].text = escaped;
    self->own[i].length = strlen (escaped);
  }
}

static void
find_owner (Owner *self, const OofAlike *whose, Writing writing)
{
  static const Own address = { .key = "{mail}", .field = "{{person.mail}}", .is_caseless = TRUE };

  add_names (self, whose->name != NULL ? whose->name : "");
  add_own (self, whose->mail, &address);
  if (g_strcmp0 (whose->upn, whose->mail) != 0)
    add_own (self, whose->upn, &address);
  if (writing == AS_HTML)
    escape_owner (self);
  qsort (self->own, self->n, sizeof *self->own, compare_lengths);
}

/* A whole word, not the middle of one. */
static const Own *
match_own (const Owner *self, const char *text, gsize at)
{
  for (guint i = 0; i < self->n; i++) {
    const Own *own = &self->own[i];
    const char *begin = text + at;

    if ((own->is_caseless ? g_ascii_strncasecmp (begin, own->text, own->length)
                          : strncmp (begin, own->text, own->length)) == 0 &&
        oof_mention_is_begin (text, at + own->length))
      return own;
  }
  return NULL;
}

static const char *
key_of (const OofMention *mention)
{
  static const char *const keys[] = { [OOF_MENTION_DATE] = "{date}",
                                      [OOF_MENTION_TIME] = "{time}",
                                      [OOF_MENTION_PHONE] = "{phone}",
                                      [OOF_MENTION_MAIL] = NULL };

  return keys[mention->kind];
}

char *
oof_alike_key (const char *html, const OofAlike *whose)
{
  g_autofree char *text = NULL;
  g_auto (Owner) owner = { .n = 0 };
  GString *key;

  if (strlen (html) > OOF_ALIKE_MOST_BYTES)
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, html, -1);

  text = oof_html_to_text (html);
  find_owner (&owner, whose, AS_TEXT);
  key = g_string_sized_new (strlen (text));
  for (gsize at = 0; text[at] != '\0';) {
    gboolean is_begin = oof_mention_is_begin (text, at);
    const Own *own = is_begin ? match_own (&owner, text, at) : NULL;
    OofMention mention;

    if (own != NULL) {
      g_string_append (key, own->key);
      at += own->length;
    } else if (is_begin && oof_mention_read (text, at, &mention) && key_of (&mention) != NULL) {
      g_string_append (key, key_of (&mention));
      at = mention.end;
    } else {
      g_string_append_c (key, text[at++]);
    }
  }
  return g_string_free (key, FALSE);
}

gboolean
oof_alike_has_braces (const char *html)
{
  return strstr (html, "{{") != NULL;
}

/* NULL: it is not one of the window's days. */
static const char *
field_of (const OofMention *mention, const OofAlike *whose)
{
  if (mention->kind != OOF_MENTION_DATE || mention->day == OOF_MENTION_NO_DAY)
    return NULL;
  if (mention->day == whose->last_day)
    return "{{absence.end}}";
  if (mention->day == whose->first_day)
    return "{{absence.start}}";
  return mention->day == whose->back_day ? "{{absence.back-on}}" : NULL;
}

/* Text between tags. */
static void
append_text (GString *html, const char *text, const Owner *owner, const OofAlike *whose)
{
  for (gsize at = 0; text[at] != '\0';) {
    gboolean is_begin = oof_mention_is_begin (text, at);
    const Own *own = is_begin ? match_own (owner, text, at) : NULL;
    OofMention mention;
    gboolean is_mention = is_begin && own == NULL && oof_mention_read (text, at, &mention);
    const char *field = is_mention ? field_of (&mention, whose) : NULL;

    if (own != NULL) {
      g_string_append (html, own->field);
      at += own->length;
    } else if (field != NULL) {
      g_string_append (html, field);
      at = mention.end;
    } else {
      g_string_append_c (html, text[at++]);
    }
  }
}

/* "mailto:" the person, in a link. */
static void
append_tag (GString *html, const char *tag, const Owner *owner)
{
  for (gsize at = 0; tag[at] != '\0';) {
    const Own *own = oof_mention_is_begin (tag, at) ? match_own (owner, tag, at) : NULL;

    if (own != NULL && own->is_caseless && at > 0 && tag[at - 1] == ':') {
      g_string_append (html, own->field);
      at += own->length;
    } else {
      g_string_append_c (html, tag[at++]);
    }
  }
}

char *
oof_alike_template (const char *html, const OofAlike *whose)
{
  OofHtmlReader reader = { html, html + strlen (html) };
  g_auto (Owner) owner = { .n = 0 };
  GString *made;
  OofHtmlToken token;
  const char *done = html;

  if (oof_alike_has_braces (html))
    return NULL;

  find_owner (&owner, whose, AS_HTML);
  made = g_string_sized_new (strlen (html));
  while (oof_html_read (&reader, &token)) {
    g_autofree char *whole = g_strndup (token.begin, (gsize) (reader.at - token.begin));

    g_string_append_len (made, done, token.begin - done); /* comments and such */
    if (token.kind == OOF_HTML_TEXT)
      append_text (made, whole, &owner, whose);
    else if (token.kind == OOF_HTML_OPEN)
      append_tag (made, whole, &owner);
    else
      g_string_append (made, whole);
    done = reader.at;
  }
  g_string_append (made, done);
  return g_string_free (made, FALSE);
}
