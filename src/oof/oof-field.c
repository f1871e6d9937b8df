/* oof-field.c - the placeholders that a text may have
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-field.h"

#include <string.h>

static const char *const about_names[] = {
  [OOF_ABOUT_NAME] = "name",
  [OOF_ABOUT_GIVEN_NAME] = "given-name",
  [OOF_ABOUT_SURNAME] = "surname",
  [OOF_ABOUT_TITLE] = "title",
  [OOF_ABOUT_DEPARTMENT] = "department",
  [OOF_ABOUT_OFFICE] = "office",
  [OOF_ABOUT_COMPANY] = "company",
  [OOF_ABOUT_PHONE] = "phone",
  [OOF_ABOUT_MOBILE] = "mobile",
  [OOF_ABOUT_FAX] = "fax",
  [OOF_ABOUT_MAIL] = "mail",
  [OOF_ABOUT_STREET] = "street",
  [OOF_ABOUT_CITY] = "city",
  [OOF_ABOUT_POSTCODE] = "postcode",
  [OOF_ABOUT_COUNTRY] = "country",
};

static const char *const other_names[] = {
  "organisation.name",    "organisation.phone", "organisation.emergency",
  "absence.type",         "absence.start",      "absence.start-time",
  "absence.end",          "absence.end-time",   "absence.back-on",
  "absence.back-weekday", "absence.duration",
};

static const char *const groups[] = { "person", "manager", "substitute" };

char *
oof_field_name (guint field)
{
  guint about = field % OOF_N_ABOUT;
  const char *group = field < OOF_FIELD_ORGANISATION_NAME ? groups[field / OOF_N_ABOUT] : NULL;

  if (group == NULL)
    return g_strdup (other_names[field - OOF_FIELD_ORGANISATION_NAME]);
  if (about < OOF_ABOUT_ATTRIBUTE_1)
    return g_strdup_printf ("%s.%s", group, about_names[about]);
  return g_strdup_printf ("%s.attribute%u", group, about - OOF_ABOUT_ATTRIBUTE_1 + 1);
}

int
oof_field_find (const char *name)
{
  for (guint i = 0; i < OOF_N_FIELDS; i++) {
    g_autofree char *known = oof_field_name (i);

    if (g_ascii_strcasecmp (known, name) == 0)
      return (int) i;
  }
  return -1;
}
