/* session-about.c - what a directory tells about somebody, for texts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-about.h"

#include "base-error.h"
#include "session-directory.h"

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

gboolean
session_about_tells_manager (SessionOrg *org)
{
  return org != NULL && session_org_directory (org) != NULL;
}

/* Whom it does not know nothing is known of. */
static GHashTable *
ask_online (SessionOrg *org, BaseCall *call, const char *mail, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GError) why = NULL;
  char *texts[OOF_N_ABOUT] = { NULL };

  if (*mail != '\0' && !session_org_look_about (org, call, mail, texts, &why) &&
      !g_error_matches (why, BASE_ERROR, BASE_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&why));
    return NULL;
  }
  for (guint i = 0; i < OOF_N_ABOUT; i++)
    if (texts[i] != NULL)
      g_hash_table_insert (known, (gpointer) session_about_attributes[i], texts[i]);
  return g_steal_pointer (&known);
}

/* NULL-terminated; caller frees the array. */
static const char **
list_wanted (const OofFields *fields, guint first)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < OOF_N_ABOUT; i++)
    if (oof_fields_has (fields, first + i))
      g_ptr_array_add (wanted, (gpointer) session_about_attributes[i]);
  g_ptr_array_add (wanted, (gpointer) "manager");
  g_ptr_array_add (wanted, NULL);
  return (const char **) g_ptr_array_free (wanted, FALSE);
}

GHashTable *
session_about_ask (SessionOrg *org, BaseCall *call, const ExchangePerson *person,
                   const OofFields *fields, guint first, GError **error)
{
  SessionDirectory *directory = session_org_directory (org);
  g_autofree const char **wanted = list_wanted (fields, first);

  if (directory != NULL && *person->dn != '\0')
    return session_directory_fields (directory, call, person, wanted, error);
  return ask_online (org, call, person->mail, error);
}
