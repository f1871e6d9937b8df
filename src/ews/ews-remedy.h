/* ews-remedy.h - a failed step of the verification as a person reads it: what was seen, what to do.
 * Translated. */
#pragma once

#include "ews-checks.h"

/* Never NULL. */
ChecksResult *ews_remedy_failed (const EwsChecks *checks, const GError *error);
