/* delivery-line-private.h - a backend behind its gate, from inside. For the files of delivery-line
 */
#pragma once

#include "delivery-line.h"

#define DELIVERY_MOST_WAITS 40 /* refusals with a wait, which the gate spaces out: a long time */

typedef struct
{
  ExchangeBackend head;
  ExchangeBackendOps ops; /* ours, with the id of the backend's */
  ExchangeBackend *backend;
  DeliveryGate *gate;
} DeliveryLine;

/* What was tried so far for one request. */
typedef struct
{
  guint tries;
  guint waits;
} DeliveryPatience;

/* TRUE when the same request may go out again now; else problem becomes the error. */
gboolean delivery_line_may_go_again (const DeliveryLine *self, BaseCall *call,
                                     DeliveryPatience *patience, GError *problem, GError **error);

gboolean delivery_line_list_people (ExchangeBackend *backend, BaseCall *call, const char *query,
                                    ExchangePeopleFunc each, gpointer data, GError **error);
gboolean delivery_line_list_changes (ExchangeBackend *backend, BaseCall *call, const char *mark,
                                     const ExchangeNews *news, char **ret_mark,
                                     gboolean *ret_is_all, GError **error);
GPtrArray *delivery_line_find_groups (ExchangeBackend *backend, BaseCall *call, const char *text,
                                      GError **error);
gboolean delivery_line_list_members (ExchangeBackend *backend, BaseCall *call, const char *group,
                                     ExchangePeopleFunc each, gpointer data, GError **error);
gboolean delivery_line_list_filtered (ExchangeBackend *backend, BaseCall *call, const char *filter,
                                      ExchangePeopleFunc each, gpointer data, GError **error);
GPtrArray *delivery_line_resolve (ExchangeBackend *backend, BaseCall *call, const char *text,
                                  GError **error);
gboolean delivery_line_look_hours (ExchangeBackend *backend, BaseCall *call,
                                   const char *const *mailboxes, ExchangeHoursFunc each,
                                   gpointer data, GError **error);
gboolean delivery_line_look_about (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                   char *ret[OOF_N_ABOUT], GError **error);
gboolean delivery_line_look_away (ExchangeBackend *backend, BaseCall *call,
                                  const char *const *mailboxes, ExchangeAwayFunc each,
                                  gpointer data, GError **error);
GPtrArray *delivery_line_list_rules (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                     GError **error);
gboolean delivery_line_add_rule (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                 const ExchangeRule *rule, char **ret_request_id, GError **error);
gboolean delivery_line_remove_rule (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                    const char *id, char **ret_request_id, GError **error);

gboolean delivery_line_find_entry (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                   const ExchangeEntry *wanted, ExchangeEntry *ret_held,
                                   GError **error);
/* An answer that was lost leaves it open whether it was made: whoever asks again looks first. */
gboolean delivery_line_make_entry (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                   const ExchangeEntry *wanted, char **ret_id, GError **error);
gboolean delivery_line_remove_entry (ExchangeBackend *backend, BaseCall *call, const char *mailbox,
                                     const char *id, GError **error);
