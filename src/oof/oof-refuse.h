/* oof-refuse.h - what the domain does not take, with the sentence that a person reads
 *
 * For the rooms that say such things of what is planned: this one, files and session.
 */
#pragma once

#include <glib.h>

/* BASE_ERROR_REJECTED with facts->reason, a static token. Always FALSE, for returning it. */
gboolean oof_refuse (GError **error, const char *reason, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
