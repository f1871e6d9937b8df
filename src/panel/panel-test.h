/* panel-test.h - "Test access to a mailbox": proves for mailboxes that the account may act for them
 *
 * Emits "tested" when a run has ended, and there may be new evidence (panel-evidence.h). Closing
 * the window stops a run.
 */
#pragma once

#include "session-hub.h"

#include <adwaita.h>

#define PANEL_TYPE_TEST (panel_test_get_type ())
G_DECLARE_FINAL_TYPE (PanelTest, panel_test, PANEL, TEST, AdwWindow)

/* draft: the wizard's, with the passwords as typed; NULL (and passwords NULL): the connection at
 * hand. The caller presents it. */
GtkWindow *panel_test_new (GtkWindow *parent, SessionHub *hub, ExchangeProfile *draft,
                           const SessionPasswords *passwords);

/* In place of the connection's own test mailbox: one a line, or apart by semicolons. */
void panel_test_set_mailboxes (PanelTest *self, const char *mailboxes);
