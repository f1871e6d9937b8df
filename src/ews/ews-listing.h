/* ews-listing.h - everybody whom the server knows, page by page
 *
 * With FindPeople; where a server has none (before 2013, other makes), by asking ResolveNames for
 * the beginnings of names: a to z and 0 to 9, and longer beginnings where the answer was cut off.
 * Nobody is named twice. Reason: "paging" (PROTOCOL, the server sends the same page again and
 * again).
 */
#pragma once

#include "ews-server.h"

gboolean ews_listing_run (BaseCall *call, EwsServer *server, const char *query,
                          ExchangePeopleFunc each, gpointer data, GError **error);
