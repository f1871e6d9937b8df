/* session-ics.h - the holidays of a calendar file (ICS)
 *
 * Any thread.
 */
#pragma once

#include "oof-days.h"

/* The holidays of a calendar file (ICS), for session_items_edit (). What comes again every year
 * is taken for some years back and some decades ahead. BASE_ERROR_REJECTED with the line in its
 * words. Caller unrefs. */
OofDays *session_ics_read (const char *name, const char *bytes, gsize size, GError **error);
