/* session-hub-cloud.h - session-cloud.h and session-sign-in.h without blocking, for the wizard.
 * Main thread only. */
#pragma once

#include "session-cloud.h"
#include "session-hub.h"
#include "session-sign-in.h"

void session_hub_find_tenant_async (SessionHub *self, ExchangeProfile *draft,
                                    GCancellable *cancellable, GAsyncReadyCallback done,
                                    gpointer user_data);
/* Caller frees. */
SessionTenant *session_hub_find_tenant_finish (SessionHub *self, GAsyncResult *result,
                                               GError **error);

/* The draft's certificate. passphrase NULL: the one that is kept, where the draft is of a profile
 * that has this certificate already. */
void session_hub_read_certificate_async (SessionHub *self, ExchangeProfile *draft,
                                         BaseSecret *passphrase, GCancellable *cancellable,
                                         GAsyncReadyCallback done, gpointer user_data);
/* Caller frees. */
SessionCertificate *session_hub_read_certificate_finish (SessionHub *self, GAsyncResult *result,
                                                         GError **error);

/* how is copied; its open () and show () are called on the main thread, at the latest before done.
 * The end of the hub cancels it. */
void session_hub_sign_in_async (SessionHub *self, const SessionSignIn *how,
                                GCancellable *cancellable, GAsyncReadyCallback done,
                                gpointer user_data);
/* Caller frees. */
SessionSignedIn *session_hub_sign_in_finish (SessionHub *self, GAsyncResult *result,
                                             GError **error);
