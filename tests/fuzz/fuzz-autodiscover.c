/* fuzz-autodiscover.c - damaged answers of Autodiscover: an answer or an error, and where it leads
 * is never anything but https
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "autodiscover-answer.h"
#include "autodiscover-url.h"
#include "fuzz.h"

static void
check (AutodiscoverAnswer *answer, GError *error)
{
  const char *lead;
  g_autofree char *service = NULL;

  g_assert_true ((answer == NULL) == (error != NULL));
  if (answer == NULL)
    return;

  g_assert_true (answer->kind != AUTODISCOVER_ANSWER_SETTINGS || answer->ews_url != NULL);
  lead = answer->kind == AUTODISCOVER_ANSWER_SETTINGS ? answer->ews_url : answer->target;
  service = autodiscover_url_service (lead, ".svc");
  g_assert_true (service == NULL || g_str_has_prefix (service, "https://"));
}

static void
target (const guint8 *data, gsize size)
{
  g_autoptr (xmlDoc) doc = wire_xml_parse ((const char *) data, size, NULL);
  g_autoptr (AutodiscoverAnswer) soap = NULL;
  g_autoptr (AutodiscoverAnswer) pox = NULL;
  g_autoptr (GError) soap_error = NULL;
  g_autoptr (GError) pox_error = NULL;

  if (doc == NULL)
    return;

  soap = autodiscover_soap_decode (doc, &soap_error);
  check (soap, soap_error);
  pox = autodiscover_pox_decode (doc, &pox_error);
  check (pox, pox_error);
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = {
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
    "<GetUserSettingsResponseMessage "
    "xmlns=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\"><Response>"
    "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse><ErrorCode>NoError</ErrorCode>"
    "<UserSettings><UserSetting><Name>InternalEwsUrl</Name>"
    "<Value>https://ex1.corp.example/EWS/Exchange.asmx</Value></UserSetting></UserSettings>"
    "</UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body>"
    "</s:Envelope>",
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
    "<GetUserSettingsResponseMessage "
    "xmlns=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\"><Response>"
    "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse>"
    "<ErrorCode>RedirectUrl</ErrorCode><RedirectTarget>https://a:b@c:99999/%00/</RedirectTarget>"
    "</UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body>"
    "</s:Envelope>",
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
    "<h:ServerVersionInfo xmlns:h=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\">"
    "<h:MajorVersion>15</h:MajorVersion><h:MinorVersion>1</h:MinorVersion>"
    "<h:MajorBuildNumber>2507</h:MajorBuildNumber><h:MinorBuildNumber>6</h:MinorBuildNumber>"
    "</h:ServerVersionInfo></s:Header><s:Body><GetUserSettingsResponseMessage "
    "xmlns=\"http://schemas.microsoft.com/exchange/2010/Autodiscover\"><Response>"
    "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse>"
    "<ErrorCode>RedirectAddress</ErrorCode><RedirectTarget>ann@corp.example</RedirectTarget>"
    "<UserSettings><UserSetting><Name>AutoDiscoverSMTPAddress</Name>"
    "<Value>ann@corp.example</Value></UserSetting></UserSettings></UserResponse>"
    "</UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>",
    "<Autodiscover "
    "xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006\">"
    "<Response xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/"
    "2006a\"><Account><Action>settings</Action><Protocol><Type>EXCH</Type>"
    "<ServerVersion>738180DA</ServerVersion><EwsUrl>https://ex1.corp.example/EWS/Exchange.asmx</"
    "EwsUrl></Protocol></Account></Response>"
    "</Autodiscover>",
    "<Autodiscover "
    "xmlns=\"http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006\">"
    "<Response><Error><ErrorCode>500</ErrorCode><Message>no</Message></Error></Response>"
    "</Autodiscover>",
    NULL
  };

  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
