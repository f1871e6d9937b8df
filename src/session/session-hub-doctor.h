/* session-hub-doctor.h - the doctor, for the panel. Main thread only. */
#pragma once

#include "session-doctor-ask.h"
#include "session-hub.h"

/* ask: copied; at NULL: now, by the organisation's clock. */
void session_hub_doctor_async (SessionHub *self, const SessionDoctorAsk *ask,
                               GCancellable *cancellable, GAsyncReadyCallback done,
                               gpointer user_data);
/* Errors: those of session_doctor_ask (). Caller frees. */
SessionDiagnosis *session_hub_doctor_finish (SessionHub *self, GAsyncResult *result,
                                             GError **error);
