/* autodiscover-answer.c - what one Autodiscover service said
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-answer.h"

void
autodiscover_answer_free (AutodiscoverAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->ews_url);
  g_free (self->target);
  g_free (self->address);
  g_free (self->version);
  g_free (self->words);
  g_free (self);
}
