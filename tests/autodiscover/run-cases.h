/* run-cases.h - who answers what in test-run.c, and what comes of it */
#pragma once

#include "autodiscover-run.h"
#include "world.h"

#define SOAP_FOUND                                                                                 \
  WORLD_SOAP_HEAD                                                                                  \
  "<ErrorCode>NoError</ErrorCode><UserSettings>"                                                   \
  "<UserSetting><Name>ExternalEwsUrl</Name><Value>https://out.corp.example/EWS</Value>"            \
  "</UserSetting><UserSetting><Name>InternalEwsUrl</Name>"                                         \
  "<Value>https://ex1.corp.example/EWS/Exchange.asmx</Value></UserSetting>"                        \
  "<UserSetting><Name>CasVersion</Name><Value>15.1.2507.6</Value></UserSetting>"                   \
  "</UserSettings>" WORLD_SOAP_TAIL
#define SOAP_CLOUD                                                                                 \
  WORLD_SOAP_HEAD                                                                                  \
  "<ErrorCode>NoError</ErrorCode><UserSettings><UserSetting><Name>ExternalEwsUrl</Name>"           \
  "<Value>https://outlook.office365.com/EWS/Exchange.asmx</Value></UserSetting>"                   \
  "</UserSettings>" WORLD_SOAP_TAIL
#define POX_FOUND                                                                                  \
  WORLD_POX_ACCOUNT                                                                                \
  "<Action>settings</Action><Protocol><Type>EXPR</Type>"                                           \
  "<EwsUrl>https://out.corp.example/EWS</EwsUrl></Protocol><Protocol><Type>EXCH</Type>"            \
  "<EwsUrl>https://ex2.corp.example/EWS/Exchange.asmx</EwsUrl></Protocol>" WORLD_POX_TAIL
#define PAGE "<html><body>Shop</body></html>"

#define BARE "https://corp.example/autodiscover/autodiscover.svc"
#define HOST "https://autodiscover.corp.example/autodiscover/autodiscover.svc"
#define HOST_POX "https://autodiscover.corp.example/autodiscover/autodiscover.xml"
#define HTTP "http://autodiscover.corp.example/autodiscover/autodiscover.xml"

/* What answers at url: status to a question without a login, body to one with the right login (no
 * challenge: to everybody). */
typedef struct
{
  const char *url;
  int status;            /* 401: wants a login */
  const char *challenge; /* of a 401 */
  const char *location;
  const char *body;
  int after_login;     /* 401: refuses; 0: 200 */
  gboolean shows_page; /* a GET gets 200, the question 401 */
  gboolean is_silent;  /* while others are asked at the same time */
} Service;

typedef struct
{
  const char *name;
  Service services[6];
  const char *srv;
  const char *service_points[4];
  const char *confirmed[2];
  HttpAuth auth;
  const char *ews_url; /* NULL: fails … */
  const char *reason;  /* … so */
  const char *host;    /* … with this host in its facts */
  guint n_logins;      /* requests that carried the password */
} Case;

#define BASIC "Basic realm=\"x\""

static const Case cases[] = {
  { .name = "host",
    .services = { { HOST, 401, BASIC, NULL, SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "Exchange shows a page first",
    .services = { { HOST, 401, BASIC, NULL, SOAP_FOUND, .shows_page = TRUE } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "bare domain before host",
    .services = { { BARE, 401, BASIC, NULL, SOAP_FOUND }, { HOST, 401, BASIC, NULL, SOAP_CLOUD } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "a shop on the bare domain",
    .services = { { BARE, 200, NULL, NULL, PAGE }, { HOST, 401, BASIC, NULL, SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "plain XML where SOAP is not",
    .services = { { HOST, 401, BASIC, NULL, PAGE }, { HOST_POX, 401, BASIC, NULL, POX_FOUND } },
    .ews_url = "https://ex2.corp.example/EWS/Exchange.asmx",
    .n_logins = 2 },
  { .name = "service point",
    .services = { { "https://mail.other.example:8443/autodiscover/autodiscover.svc", 401, BASIC,
                    NULL, SOAP_FOUND },
                  { HOST, 401, BASIC, NULL, SOAP_CLOUD } },
    .service_points = { "http://plain.corp.example/", "not a URL",
                        "https://mail.other.example:8443/Autodiscover/Autodiscover.xml" },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "redirect over http, inside",
    .services = { { HTTP, 302, NULL, "https://mail.corp.example/autodiscover/autodiscover.xml",
                    NULL },
                  { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "redirect over http to a stranger",
    .services = { { HTTP, 302, NULL, "https://evil.example/autodiscover/autodiscover.xml", NULL },
                  { "https://evil.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .reason = "autodiscover-unconfirmed",
    .host = "evil.example" },
  { .name = "the same, confirmed",
    .services = { { HTTP, 302, NULL, "https://hosted.example/autodiscover/autodiscover.xml", NULL },
                  { "https://hosted.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .confirmed = { "Hosted.Example" },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "redirect to http",
    .services = { { HTTP, 302, NULL, "http://corp.example/", NULL } },
    .reason = "autodiscover-nothing",
    .host = "corp.example" },
  { .name = "SRV inside",
    .services = { { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .srv = "mail.corp.example",
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "SRV to a stranger",
    .srv = "corp.example.evil.example",
    .reason = "autodiscover-unconfirmed",
    .host = "corp.example.evil.example" },
  { .name = "the server sends to a stranger",
    .services = { { HOST, 401, BASIC, NULL,
                    WORLD_SOAP_TO ("RedirectUrl", "https://evilcorp.example/autodiscover/x") } },
    .reason = "autodiscover-unconfirmed",
    .host = "evilcorp.example",
    .n_logins = 1 },
  { .name = "a redirect that carries a user name",
    .services = { { HOST, 302, NULL, "https://a:b@corp.example/", NULL } },
    .reason = "autodiscover-nothing" },
  { .name = "URLs in a circle",
    .services = { { BARE, 302, NULL, HOST, NULL }, { HOST, 302, NULL, BARE, NULL } },
    .reason = "autodiscover-circle" },
  { .name = "addresses in a circle",
    .services = { { HOST, 401, BASIC, NULL,
                    WORLD_SOAP_TO ("RedirectAddress", "ann@corp.example") } },
    .reason = "autodiscover-circle",
    .n_logins = 1 },
  { .name = "another address",
    .services = { { HOST, 401, BASIC, NULL,
                    WORLD_SOAP_TO ("RedirectAddress", "ann@sub.corp.example") },
                  { "https://autodiscover.sub.corp.example/autodiscover/autodiscover.svc", 401,
                    BASIC, NULL, SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 2 },
  { .name = "an address in another domain",
    .services = { { HOST, 401, BASIC, NULL, WORLD_SOAP_TO ("RedirectAddress", "ann@else.example") },
                  { "https://autodiscover.else.example/autodiscover/autodiscover.svc", 401, BASIC,
                    NULL, SOAP_FOUND } },
    .reason = "autodiscover-unconfirmed",
    .host = "else.example",
    .n_logins = 1 },
  { .name = "the same, confirmed",
    .services = { { HOST, 401, BASIC, NULL, WORLD_SOAP_TO ("RedirectAddress", "ann@else.example") },
                  { "https://autodiscover.else.example/autodiscover/autodiscover.svc", 401, BASIC,
                    NULL, SOAP_FOUND } },
    .confirmed = { "else.example" },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 2 },
  { .name = "a URL in plain XML, then an address in SOAP, then plain XML",
    .services = { { HOST, 401, BASIC, NULL, PAGE },
                  { HOST_POX, 401, BASIC, NULL,
                    WORLD_POX_ACCOUNT "<Action>redirectUrl</Action><RedirectUrl>"
                                      "https://mail.corp.example/autodiscover/autodiscover.xml"
                                      "</RedirectUrl>" WORLD_POX_TAIL },
                  { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    WORLD_SOAP_TO ("RedirectAddress", "ann@sub.corp.example") },
                  { "https://autodiscover.sub.corp.example/autodiscover/autodiscover.svc", 401,
                    BASIC, NULL, PAGE },
                  { "https://autodiscover.sub.corp.example/autodiscover/autodiscover.xml", 401,
                    BASIC, NULL, POX_FOUND } },
    .ews_url = "https://ex2.corp.example/EWS/Exchange.asmx",
    .n_logins = 5 },
  { .name = "an address in plain XML",
    .services = { { HOST, 401, BASIC, NULL, PAGE },
                  { HOST_POX, 401, BASIC, NULL,
                    WORLD_POX_ACCOUNT "<Action>redirectAddr</Action><RedirectAddr>"
                                      "ann@sub.corp.example</RedirectAddr>" WORLD_POX_TAIL },
                  { "https://sub.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 3 },
  { .name = "a path in Location",
    .services = { { BARE, 302, NULL, "//mail.corp.example/x", NULL },
                  { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "http leads to https on the same host",
    .services = { { HOST, 404, NULL, NULL, NULL }, { HTTP, 301, NULL, HOST, NULL } },
    .reason = "autodiscover-nothing" },
  { .name = "a silent bare domain comes last",
    .services = { { BARE, 401, BASIC, NULL, SOAP_CLOUD, .is_silent = TRUE },
                  { HOST, 401, BASIC, NULL, SOAP_FOUND } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 1 },
  { .name = "… and is asked anew",
    .services = { { BARE, 401, BASIC, NULL, SOAP_FOUND, .is_silent = TRUE },
                  { HOST, 401, BASIC, NULL, NULL, 401 } },
    .ews_url = "https://ex1.corp.example/EWS/Exchange.asmx",
    .n_logins = 2 },
  { .name = "a method that is not offered",
    .services = { { HOST, 401, BASIC, NULL, SOAP_FOUND } },
    .auth = HTTP_AUTH_NTLM,
    .reason = "no-method" },
  { .name = "moved to the cloud, by address",
    .services = { { HOST, 401, BASIC, NULL,
                    WORLD_SOAP_TO ("RedirectAddress", "ann@corp.mail.onmicrosoft.com") } },
    .reason = "autodiscover-cloud",
    .n_logins = 1 },
  { .name = "in the cloud, by the web service",
    .services = { { HOST, 401, BASIC, NULL, SOAP_CLOUD } },
    .reason = "autodiscover-cloud",
    .n_logins = 1 },
  { .name = "in the cloud, by a redirect",
    .services = { { HTTP, 302, NULL, "https://autodiscover-s.outlook.com/autodiscover/x", NULL } },
    .reason = "autodiscover-cloud" },
  { .name = "refused twice, and no third time",
    .services = { { BARE, 401, BASIC, NULL, NULL, 401 },
                  { HOST, 401, BASIC, NULL, NULL, 401 },
                  { "https://mail.corp.example/autodiscover/autodiscover.svc", 401, BASIC, NULL,
                    SOAP_FOUND } },
    .srv = "mail.corp.example",
    .reason = "credentials-refused",
    .n_logins = 2 },
  { .name = "no way to log in",
    .services = { { HOST, 401, "Digest realm=\"x\"", NULL, SOAP_FOUND } },
    .reason = "no-method" },
  { .name = "a document type",
    .services = { { HOST, 401, BASIC, NULL, "<!DOCTYPE x [<!ENTITY a 'b'>]>" SOAP_FOUND },
                  { HOST_POX, 401, BASIC, NULL, "<!DOCTYPE x [<!ENTITY a 'b'>]>" POX_FOUND } },
    .reason = "autodiscover-nothing",
    .n_logins = 2 },
  { .name = "nobody", .reason = "autodiscover-nothing", .host = "corp.example" },
};
