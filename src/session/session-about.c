/* session-about.c - what the directory calls what texts say about somebody
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-about.h"

const char *const session_about_attributes[OOF_N_ABOUT] = {
  [OOF_ABOUT_NAME] = "displayName",
  [OOF_ABOUT_GIVEN_NAME] = "givenName",
  [OOF_ABOUT_SURNAME] = "sn",
  [OOF_ABOUT_TITLE] = "title",
  [OOF_ABOUT_DEPARTMENT] = "department",
  [OOF_ABOUT_OFFICE] = "physicalDeliveryOfficeName",
  [OOF_ABOUT_COMPANY] = "company",
  [OOF_ABOUT_PHONE] = "telephoneNumber",
  [OOF_ABOUT_MOBILE] = "mobile",
  [OOF_ABOUT_FAX] = "facsimileTelephoneNumber",
  [OOF_ABOUT_MAIL] = "mail",
  [OOF_ABOUT_STREET] = "streetAddress",
  [OOF_ABOUT_CITY] = "l",
  [OOF_ABOUT_POSTCODE] = "postalCode",
  [OOF_ABOUT_COUNTRY] = "co",
  [OOF_ABOUT_ATTRIBUTE_1] = "extensionAttribute1",
  "extensionAttribute2",
  "extensionAttribute3",
  "extensionAttribute4",
  "extensionAttribute5",
  "extensionAttribute6",
  "extensionAttribute7",
  "extensionAttribute8",
  "extensionAttribute9",
  "extensionAttribute10",
  "extensionAttribute11",
  "extensionAttribute12",
  "extensionAttribute13",
  "extensionAttribute14",
  "extensionAttribute15"
};
