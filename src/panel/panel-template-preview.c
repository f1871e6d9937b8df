/* panel-template-preview.c - what three people of the list would answer with a template
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-template-preview.h"

#include "oof-date.h"
#include "panel-preview.h"

#define N_SAMPLES 3

/* The first of the list who have a mailbox, each another one's substitute. */
static guint
choose_people (SessionHub *hub, const char **ret)
{
  GListModel *people = session_hub_people (hub);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (people) && n <= N_SAMPLES; i++) {
    g_autoptr (SessionRow) row = g_list_model_get_item (people, i);

    if (*session_row_mail (row) != '\0')
      ret[n++] = session_row_mail (row); /* the list keeps it */
  }
  return n;
}

void
panel_template_preview_open (GtkWindow *parent, SessionHub *hub, const OofText *text)
{
  g_autoptr (GDateTime) now = session_hub_now (hub);
  gint64 midnight_s = g_date_time_to_unix (now) / OOF_DAY_S * OOF_DAY_S;
  const OofWhenParts week = { .is_all_day = TRUE,
                              .from_s = midnight_s + OOF_DAY_S,
                              .until_s = midnight_s + 8 * OOF_DAY_S };
  g_autoptr (OofWhen) when = oof_when_new (&week, NULL);
  const char *mails[N_SAMPLES + 1] = { NULL };
  guint n = choose_people (hub, mails);
  OofFor who[N_SAMPLES];
  guint n_who = MIN (n, N_SAMPLES);
  OofItemParts parts = { .id = (char *) "template",
                         .type = text->type,
                         .who = who,
                         .n_who = n_who,
                         .is_living = TRUE,
                         .when = when,
                         .inside = text->inside,
                         .outside = text->outside,
                         .audience = text->audience,
                         .substitute = (char *) (n > N_SAMPLES ? mails[N_SAMPLES] : NULL) };
  g_autoptr (OofItem) item = NULL;

  for (guint i = 0; i < n_who; i++)
    who[i] = (OofFor){ OOF_FOR_PERSON, mails[i] };
  item = oof_item_new (&parts, NULL);
  if (item != NULL)
    panel_preview_open (parent, hub, item, SESSION_PREVIEW_TEXTS);
}
