/* exchange-person.c - somebody in the directory
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-person.h"

#include <string.h>

const char *const exchange_person_kind_names[] = {
  [EXCHANGE_PERSON_USER] = "user",           [EXCHANGE_PERSON_LINKED] = "linked",
  [EXCHANGE_PERSON_SHARED] = "shared",       [EXCHANGE_PERSON_ROOM] = "room",
  [EXCHANGE_PERSON_EQUIPMENT] = "equipment", [EXCHANGE_PERSON_MAIL_USER] = "mail-user",
  [EXCHANGE_PERSON_ACCOUNT] = "account",     [EXCHANGE_PERSON_CONTACT] = "contact",
  [EXCHANGE_PERSON_GROUP] = "group",         NULL
};

/* The strings, in the order in which they stand in the block. */
static const gsize fields[] = {
  G_STRUCT_OFFSET (ExchangePerson, mail),    G_STRUCT_OFFSET (ExchangePerson, id),
  G_STRUCT_OFFSET (ExchangePerson, name),    G_STRUCT_OFFSET (ExchangePerson, upn),
  G_STRUCT_OFFSET (ExchangePerson, domain),  G_STRUCT_OFFSET (ExchangePerson, department),
  G_STRUCT_OFFSET (ExchangePerson, logon),   G_STRUCT_OFFSET (ExchangePerson, title),
  G_STRUCT_OFFSET (ExchangePerson, office),  G_STRUCT_OFFSET (ExchangePerson, dn),
  G_STRUCT_OFFSET (ExchangePerson, manager),
};

#define MAIL 0 /* the first: others may point into it */

/* The block: the person, the count of references, the texts. */
typedef struct
{
  ExchangePerson person;
  gatomicrefcount count;
  char texts[];
} Block;

static const char **
field (ExchangePerson *self, guint i)
{
  return (const char **) ((char *) self + fields[i]);
}

static gboolean
is_blank (const char *text)
{
  while (text != NULL && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text == NULL || *text == '\0';
}

/* How much of the end of mail text is: most people's user principal name is their address and their
 * domain its end, and a person is a quarter shorter without them. 0: it is not there. */
static gsize
tail_of (const char *mail, gsize mail_length, const char *text, gsize length)
{
  return length <= mail_length && memcmp (mail + mail_length - length, text, length) == 0 ? length
                                                                                          : 0;
}

ExchangePerson *
exchange_person_new (const ExchangePerson *draft)
{
  ExchangePerson filled = *draft;
  g_autofree char *made_id = NULL;
  gsize lengths[G_N_ELEMENTS (fields)];
  gsize tails[G_N_ELEMENTS (fields)] = { 0 };
  gsize size = 0;
  Block *block;
  char *end;

  if (is_blank (filled.id))
    filled.id = made_id = g_ascii_strdown (is_blank (filled.mail) ? "" : filled.mail, -1);
  if (is_blank (filled.name))
    filled.name = filled.mail;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    lengths[i] = is_blank (*field (&filled, i)) ? 0 : strlen (*field (&filled, i));
    if (i != MAIL && lengths[i] > 0)
      tails[i] = tail_of (filled.mail, lengths[MAIL], *field (&filled, i), lengths[i]);
    size += lengths[i] > 0 && tails[i] == 0 ? lengths[i] + 1 : 0;
  }

  block = g_malloc (G_STRUCT_OFFSET (Block, texts) + size);
  block->person = filled;
  g_atomic_ref_count_init (&block->count);
  end = block->texts;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char **at = field (&block->person, i);

    if (lengths[i] == 0) {
      *at = "";
    } else if (tails[i] > 0) {
      *at = block->person.mail + lengths[MAIL] - tails[i];
    } else {
      memcpy (end, *at, lengths[i] + 1);
      *at = end;
      end += lengths[i] + 1;
    }
  }
  return &block->person;
}

static Block *
block_of (ExchangePerson *self)
{
  return (Block *) ((char *) self - G_STRUCT_OFFSET (Block, person));
}

ExchangePerson *
exchange_person_ref (ExchangePerson *self)
{
  g_atomic_ref_count_inc (&block_of (self)->count);
  return self;
}

void
exchange_person_unref (ExchangePerson *self)
{
  if (self != NULL && g_atomic_ref_count_dec (&block_of (self)->count))
    g_free (block_of (self));
}

gboolean
exchange_person_equal (const ExchangePerson *a, const ExchangePerson *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (*field ((ExchangePerson *) a, i), *field ((ExchangePerson *) b, i)) != 0)
      return FALSE;
  return a->kind == b->kind && a->home == b->home && !a->is_disabled == !b->is_disabled;
}

char *
exchange_person_any_upn (const ExchangePerson *self)
{
  if (*self->upn != '\0' || *self->logon == '\0' || *self->domain == '\0')
    return g_strdup (self->upn);
  return g_strdup_printf ("%s@%s", self->logon, self->domain);
}
