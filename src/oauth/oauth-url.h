/* oauth-url.h - which addresses may get credentials, and forms. Inside the room. Pure. */
#pragma once

#include "base-secret.h"

/* https with a plain host name and nothing but host, port and path; http only to 127.0.0.1 and
 * [::1]: the practice range and the browser's way back. */
gboolean oauth_url_is_safe (const char *url);

/* The same scheme, host and port. */
gboolean oauth_url_is_same_origin (const char *a, const char *b);

/* In lower case, without the port; "" when url has none. Caller frees. */
char *oauth_url_host (const char *url);

/* "name=value&name=value" in application/x-www-form-urlencoded. What it holds is a secret: it is
 * wiped. */
typedef struct
{
  GString *text;
} OauthForm;

void oauth_form_add (OauthForm *self, const char *name, const char *value /* NULL: left out */);
/* text has in it one of the form's values that prove something. */
gboolean oauth_form_is_echoed (const OauthForm *self, const char *text);
void oauth_form_clear (OauthForm *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OauthForm, oauth_form_clear)
