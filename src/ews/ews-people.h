/* ews-people.h - FindPeople: a page of the organisation's address list (Exchange 2013 and later) */
#pragma once

#include "ews-server.h"

typedef struct
{
  GPtrArray *people; /* ExchangePerson */
  guint entries;     /* how many the server sent, people or not */
  gint64 total;      /* in the whole view; -1 when it did not say */
} EwsPeoplePage;

void ews_people_page_free (EwsPeoplePage *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EwsPeoplePage, ews_people_page_free)

/* query: NULL or "" for everybody. */
EwsPeoplePage *ews_people_find (BaseCall *call, EwsServer *server, const char *query, guint offset,
                                guint size, GError **error);
