/* web-walls.h - what keeps a page from doing anything but being looked at
 *
 * Inside the module. The page is made of what is harmless (oof-draft-page.h); these walls hold if
 * that fails: no scripts of a page's, a security policy without any source, no network that
 * answers, no storage, no navigation, no permission, the engine's sandbox.
 */
#pragma once

#include <webkit/webkit.h>

/* Everything that a view is made with. Caller unrefs. */
WebKitSettings *web_walls_settings (void);
WebKitNetworkSession *web_walls_network (void);
const char *web_walls_policy (void);

/* Refuses what the page asks for; to be called before anything is loaded. */
void web_walls_build (WebKitWebView *view);
