/* session-mail-private.h - inside session only: the settings of e-mail in the store */
#pragma once

#include "session-mail.h"

/* As they are, without a look at them. */
gboolean session_mail_keep (SessionCore *core, const SessionMailSettings *settings, GError **error);
