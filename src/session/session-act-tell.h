/* session-act-tell.h - mails to the person, the substitute and the manager when an absence begins
 *
 * By the mail server of Settings, in a few words of this program's own. Each is sent once for each
 * time of an absence: it is kept before it is sent, so whoever dies in between has told nobody, and
 * nobody is told twice. What was sent cannot be taken back. UNSUPPORTED "mail-off" where no mail
 * server is set. Inside session.
 */
#pragma once

#include "session-act-way.h"

extern const SessionActWay session_act_tell_user;
extern const SessionActWay session_act_tell_substitute;
extern const SessionActWay session_act_tell_manager;
