/* session-route-private.h - a hybrid organisation from inside, for the files of session-route */
#pragma once

#include "session-directory.h"
#include "session-homes.h"
#include "session-route.h"

typedef struct
{
  ExchangeBackend head;
  ExchangeBackendOps ops;
  ExchangeBackend *sides[SESSION_N_SIDES];
  SessionDirectory *directory; /* borrowed; NULL: there is none */
  int is_directory_silent;     /* atomic: it gave no answer in this run */
  SessionHomes *homes;
} SessionRoute;

/* FALSE when it has to be found out. */
gboolean session_route_find_side (SessionRoute *self, BaseCall *call, const char *mailbox,
                                  SessionSide *ret);
/* The mailbox may be on the other side. */
gboolean session_route_is_elsewhere (const GError *problem);

/* One question, which may go to both sides. */
typedef gpointer (*SessionRouteAsk) (ExchangeBackend *side, BaseCall *call, const char *mailbox,
                                     gpointer data, GError **error);
gpointer session_route_ask (SessionRoute *self, BaseCall *call, const char *mailbox,
                            SessionRouteAsk how, gpointer data, GError **error);

GPtrArray *session_route_list_rules (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                                     GError **error);
gboolean session_route_add_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                                 const ExchangeRule *rule, char **ret_request_id, GError **error);
gboolean session_route_remove_rule (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                                    const char *id, char **ret_request_id, GError **error);

/* Those who are not known to be in the cloud are asked for on premises. */
gboolean session_route_look_hours (ExchangeBackend *self, BaseCall *call,
                                   const char *const *mailboxes, ExchangeHoursFunc each,
                                   gpointer data, GError **error);

gboolean session_route_look_about (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                                   char *ret[OOF_N_ABOUT], GError **error);

/* Several mailboxes in one request to the cloud. */
gboolean session_route_get_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items,
                                 guint n, GError **error);
gboolean session_route_set_many (ExchangeBackend *self, BaseCall *call, ExchangeItem *items,
                                 guint n, GError **error);
gint64 session_route_silence (ExchangeBackend *self);
guint64 session_route_refusals (ExchangeBackend *self);
gboolean session_route_may_join (ExchangeBackend *self, BaseCall *call, const char *mailbox);

/* Where the mailbox is; UNSUPPORTED "no-entries" where that side lets nobody at calendars. */
gboolean session_route_find_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                                   const ExchangeEntry *wanted, ExchangeEntry *ret_held,
                                   GError **error);
gboolean session_route_make_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                                   const ExchangeEntry *wanted, char **ret_id, GError **error);
gboolean session_route_remove_entry (ExchangeBackend *self, BaseCall *call, const char *mailbox,
                                     const char *id, GError **error);
