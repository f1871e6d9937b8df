/* session-doctor-ask.h - asks everybody who knows something about why a mailbox answers, or does
 * not
 *
 * Reads only: the mailbox, the directory, and those cmdlets of Exchange's that the account may run,
 * by PowerShell on premises or by the admin endpoint of Exchange Online. Blocks; any thread.
 */
#pragma once

#include "session-doctor.h"
#include "session-org.h"

typedef struct
{
  const char *mailbox;
  const char *sender; /* "inside", "outside", an address; NULL: both */
  GDateTime *at;      /* NULL: now */
} SessionDoctorAsk;

/* What could not be asked is among the findings. NULL when nobody answers at all (the password was
 * refused, the server is away), when it was cancelled, and with REJECTED "bad-address" or
 * "bad-sender". Caller frees. */
SessionDiagnosis *session_doctor_ask (SessionOrg *org, BaseCall *call, const SessionDoctorAsk *ask,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
