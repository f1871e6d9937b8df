/* sim-oauth-private.h - what the parts of the login server share */
#pragma once

#include "sim-oauth.h"

#include <json-glib/json-glib.h>

/* Somebody signed in: what a code, a device code or a refresh token stands for. */
typedef struct
{
  char *user;
  char *scope;
  char *redirect;  /* of a code; NULL else */
  char *challenge; /* of a code; NULL else */
  char *nonce;     /* NULL: none */
  char *user_code; /* of a device code; NULL else */
  gint64 until_s;
  gboolean is_decided; /* a device code: somebody has answered */
} SimGrant;

void sim_grant_free (gpointer grant);

struct _SimOauth
{
  SimWorld *world;
  GHashTable *codes; /* text → SimGrant, as the other two */
  GHashTable *devices;
  GHashTable *refreshes;
  GHashTable *seen; /* the ids of assertions, until they end */
};

/* A question and where it came to. Borrowed. */
typedef struct
{
  SimOauth *oauth;
  SimTurn *turn;
  const char *base; /* "https://localhost:1234" */
  GHashTable *form; /* the parameters, of the body or of the query; never NULL */
} SimOauthAsk;

const char *sim_oauth_param (const SimOauthAsk *ask, const char *name); /* "" when it is missing */

/* An answer: send it, then unref. status 200 unless error. */
typedef struct
{
  guint status;
  JsonObject *body;
} SimOauthAnswer;

/* As Entra ID refuses: the number, OAuth's word for it, and words. */
SimOauthAnswer sim_oauth_refuse (const SimOauthAsk *ask, int number, const char *words);
/* A word of RFC 8628 that is control flow ("authorization_pending"), with Entra's number. */
SimOauthAnswer sim_oauth_refuse_word (const SimOauthAsk *ask, const char *word, int number);

/* sim-oauth-token.c */
SimOauthAnswer sim_oauth_token (const SimOauthAsk *ask);

/* sim-oauth-assertion.c: 0 when the client proves who it is, else the number of the refusal. */
int sim_oauth_check_assertion (const SimOauthAsk *ask, const char *assertion);

/* sim-oauth-sign-in.c: these finish the turn. */
void sim_oauth_authorize (const SimOauthAsk *ask);
void sim_oauth_consent (const SimOauthAsk *ask);
void sim_oauth_device_login (const SimOauthAsk *ask);
SimOauthAnswer sim_oauth_device_code (const SimOauthAsk *ask);
