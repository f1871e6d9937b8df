/* web-walls.c - what keeps a page from doing anything but being looked at
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "web-walls.h"

#define NOWHERE "http://127.0.0.1:9" /* the port that discards what it hears */

WebKitSettings *
web_walls_settings (void)
{
  return webkit_settings_new_with_settings (
      "enable-javascript-markup", FALSE, "javascript-can-open-windows-automatically", FALSE,
      "javascript-can-access-clipboard", FALSE, "enable-html5-local-storage", FALSE,
      "enable-html5-database", FALSE, "enable-dns-prefetching", FALSE, "enable-page-cache", FALSE,
      "enable-media", FALSE, "enable-media-stream", FALSE, "enable-webrtc", FALSE,
      "enable-webaudio", FALSE, "enable-webgl", FALSE, "enable-fullscreen", FALSE,
      "enable-developer-extras", FALSE, "enable-tabs-to-links", FALSE,
      "enable-back-forward-navigation-gestures", FALSE, "allow-modal-dialogs", FALSE,
      "allow-file-access-from-file-urls", FALSE, "allow-universal-access-from-file-urls", FALSE,
      "hardware-acceleration-policy", WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER, NULL);
}

WebKitNetworkSession *
web_walls_network (void)
{
  WebKitNetworkSession *session = webkit_network_session_new_ephemeral ();
  WebKitNetworkProxySettings *nowhere = webkit_network_proxy_settings_new (NOWHERE, NULL);

  webkit_network_session_set_proxy_settings (session, WEBKIT_NETWORK_PROXY_MODE_CUSTOM, nowhere);
  webkit_network_proxy_settings_free (nowhere);
  return session;
}

const char *
web_walls_policy (void)
{
  return "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
}

/* Only the first page, which is ours, is ever gone to. */
static gboolean
decide_policy_cb (WebKitWebView *view, WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type)
{
  WebKitNavigationAction *action;
  const char *target;

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION) {
    action = webkit_navigation_policy_decision_get_navigation_action (
        WEBKIT_NAVIGATION_POLICY_DECISION (decision));
    target = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
    if (webkit_web_view_is_loading (view) && g_strcmp0 (target, "about:blank") == 0)
      return FALSE;
  }
  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE; /* of what was let through */
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static gboolean
permission_cb (WebKitWebView *view, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

static GtkWidget *
create_cb (WebKitWebView *view)
{
  return NULL;
}

static gboolean
refused_cb (void)
{
  return TRUE;
}

static gboolean
context_menu_cb (WebKitWebView *view, WebKitContextMenu *menu)
{
  static const WebKitContextMenuAction actions[] = { WEBKIT_CONTEXT_MENU_ACTION_CUT,
                                                     WEBKIT_CONTEXT_MENU_ACTION_COPY,
                                                     WEBKIT_CONTEXT_MENU_ACTION_PASTE,
                                                     WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL };

  webkit_context_menu_remove_all (menu);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    webkit_context_menu_append (menu, webkit_context_menu_item_new_from_stock_action (actions[i]));
  return FALSE;
}

void
web_walls_build (WebKitWebView *view)
{
  static const char *const refused[] = {
    "authenticate", "run-file-chooser",      "script-dialog",    "enter-fullscreen",
    "print",        "user-message-received", "show-notification"
  };

  g_signal_connect (view, "decide-policy", G_CALLBACK (decide_policy_cb), NULL);
  g_signal_connect (view, "permission-request", G_CALLBACK (permission_cb), NULL);
  g_signal_connect (view, "create", G_CALLBACK (create_cb), NULL);
  g_signal_connect (view, "context-menu", G_CALLBACK (context_menu_cb), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_signal_connect (view, refused[i], G_CALLBACK (refused_cb), NULL);
}
