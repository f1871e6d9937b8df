/* ews-checks.h - the steps of the Verification page for a server on premises
 *
 *   name           the server's name resolves
 *   ports          port 80, which is not needed; neither are those of Windows' remote management
 *   reachable      its port takes a connection
 *   tls            the certificate is to be trusted, and for how long
 *   clock          it tells the same time as this computer
 *   ews            what answers is EWS, and how one may log in
 *   credentials    the account may; tried once only
 *   version        which Exchange it is
 *   own            the account's own automatic reply can be read, where it has a mailbox
 *   impersonation  the account may act for the test mailbox
 *   oof            that mailbox's automatic reply can be read
 *   audience       whom Exchange lets that mailbox's (else the account's own) replies out to
 */
#pragma once

#include "checks-plan.h"
#include "ews-login.h"

void ews_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password);

/* What the steps of one plan share; the plan runs them one after the other. For this room only. */
typedef struct
{
  EwsServer *server;
  guint16 port;
  gint64 skew_s; /* from step "tls": how far the server's clock is ahead */
  gboolean has_skew;
  EwsOffer offer;         /* from step "ews" */
  char *build;            /* from step "credentials"; NULL when the server does not say */
  const char *allowed_of; /* from steps "own" and "oof": a mailbox of the profile; NULL: none */
  OofAudience allowed;
} EwsChecks;

ChecksResult *ews_checks_name (BaseCall *call, gpointer checks);
/* Beside the others. data: the host's name. */
ChecksResult *ews_checks_ports (BaseCall *call, gpointer host);
ChecksResult *ews_checks_reachable (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_tls (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_clock (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_ews (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_credentials (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_version (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_impersonation (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_own (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_oof (BaseCall *call, gpointer checks);
ChecksResult *ews_checks_audience (BaseCall *call, gpointer checks);
