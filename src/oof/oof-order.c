/* oof-order.c - the order of winners, and the rules that somebody adds to it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-row.h"

#include <string.h>

const char *const oof_trait_names[] = { OOF_TYPE_NAMES,
                                        [OOF_TRAIT_ONCE] = "once",
                                        [OOF_TRAIT_REPEATS] = "repeats",
                                        [OOF_TRAIT_PERSON] = "person",
                                        [OOF_TRAIT_GROUP] = "group",
                                        NULL };

const OofOrder oof_order_default = { .asked = { OOF_WHY_LEAVER, OOF_WHY_PRIORITY, OOF_WHY_RULE,
                                                OOF_WHY_SINGLE, OOF_WHY_PERSON, OOF_WHY_NARROWER,
                                                OOF_WHY_LATER } };

gboolean
oof_order_equal (const OofOrder *a, const OofOrder *b)
{
  return memcmp (a->asked, b->asked, sizeof a->asked) == 0 && a->n_first == b->n_first &&
         memcmp (a->first, b->first, a->n_first * sizeof *a->first) == 0;
}

void
oof_order_remove (OofOrder *self, OofTrait trait)
{
  guint kept = 0;

  for (guint i = 0; i < self->n_first; i++)
    if (self->first[i] != trait)
      self->first[kept++] = self->first[i];
  self->n_first = kept;
}

void
oof_order_put_first (OofOrder *self, OofTrait trait)
{
  oof_order_remove (self, trait);
  memmove (self->first + 1, self->first, self->n_first * sizeof *self->first);
  self->first[0] = trait;
  self->n_first++;
}
