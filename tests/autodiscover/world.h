/* world.h - answers for tests, as servers give them */
#pragma once

#define WORLD_SOAP_HEAD                                                                            \
  "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"                       \
  "<GetUserSettingsResponseMessage "                                                               \
  "xmlns='http://schemas.microsoft.com/exchange/2010/Autodiscover'><Response>"                     \
  "<ErrorCode>NoError</ErrorCode><UserResponses><UserResponse>"
#define WORLD_SOAP_TAIL                                                                            \
  "</UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body>"           \
  "</s:Envelope>"
#define WORLD_SOAP_TO(code, target)                                                                \
  WORLD_SOAP_HEAD "<ErrorCode>" code "</ErrorCode><ErrorMessage>go on</ErrorMessage>"              \
                  "<RedirectTarget>" target "</RedirectTarget>" WORLD_SOAP_TAIL
#define WORLD_POX_HEAD                                                                             \
  "<Autodiscover xmlns='http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006'>"  \
  "<Response xmlns='http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/"    \
  "2006a'>"
#define WORLD_POX_ACCOUNT WORLD_POX_HEAD "<Account><AccountType>email</AccountType>"
#define WORLD_POX_TAIL "</Account></Response></Autodiscover>"
