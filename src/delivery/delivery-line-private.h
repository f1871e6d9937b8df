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
gboolean delivery_line_look_away (ExchangeBackend *backend, BaseCall *call,
                                  const char *const *mailboxes, ExchangeAwayFunc each,
                                  gpointer data, GError **error);
