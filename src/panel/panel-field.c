/* panel-field.c - the placeholders by the names that people know
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const about[] = {
  [OOF_ABOUT_NAME] = N_ ("Name"),
  [OOF_ABOUT_GIVEN_NAME] = N_ ("First name"),
  [OOF_ABOUT_SURNAME] = N_ ("Surname"),
  [OOF_ABOUT_TITLE] = N_ ("Title"),
  [OOF_ABOUT_DEPARTMENT] = N_ ("Department"),
  [OOF_ABOUT_OFFICE] = N_ ("Office"),
  [OOF_ABOUT_COMPANY] = N_ ("Company"),
  [OOF_ABOUT_PHONE] = N_ ("Phone"),
  [OOF_ABOUT_MOBILE] = N_ ("Mobile phone"),
  [OOF_ABOUT_FAX] = N_ ("Fax"),
  [OOF_ABOUT_MAIL] = N_ ("Mail address"),
  [OOF_ABOUT_STREET] = N_ ("Street"),
  [OOF_ABOUT_CITY] = N_ ("City"),
  [OOF_ABOUT_POSTCODE] = N_ ("Postcode"),
  [OOF_ABOUT_COUNTRY] = N_ ("Country"),
};

static const char *const others[] = {
  N_ ("Organisation’s name"),
  N_ ("Switchboard"),
  N_ ("Emergency contact"),
  N_ ("Kind of absence"),
  N_ ("First day"),
  N_ ("Start time"),
  N_ ("Last day"),
  N_ ("End time"),
  N_ ("Back on"),
  N_ ("Back on (weekday)"),
  N_ ("Duration"),
};

static char *
about_name (guint field)
{
  guint i = field % OOF_N_ABOUT;

  if (i >= OOF_ABOUT_ATTRIBUTE_1)
    /* Translators: a free field of the directory, by its number */
    return g_strdup_printf (_ ("Extension attribute %u"), i - OOF_ABOUT_ATTRIBUTE_1 + 1);
  return g_strdup (_ (about[i]));
}

char *
panel_field_name (guint field)
{
  g_autofree char *name = NULL;

  if (field >= OOF_FIELD_ORGANISATION_NAME)
    return g_strdup (_ (others[field - OOF_FIELD_ORGANISATION_NAME]));

  name = about_name (field);
  if (field >= OOF_FIELD_SUBSTITUTE)
    /* Translators: a field of the person who stands in, such as “Substitute: Phone” */
    return g_strdup_printf (_ ("Substitute: %s"), name);
  if (field >= OOF_FIELD_MANAGER)
    /* Translators: a field of the person's manager, such as “Manager: Phone” */
    return g_strdup_printf (_ ("Manager: %s"), name);
  return g_steal_pointer (&name);
}

static char *
control_label (const char *words)
{
  if (g_ascii_strncasecmp (words, "if ", 3) == 0)
    /* Translators: begins a part of a text that is left out unless the condition holds */
    return g_strdup_printf (_ ("If %s:"), words + 3);
  if (g_ascii_strncasecmp (words, "lang ", 5) == 0)
    /* Translators: begins a part of a text whose dates are written in a language, by its code */
    return g_strdup_printf (_ ("Language %s:"), words + 5);
  if (g_ascii_strcasecmp (words, "else") == 0)
    /* Translators: stands between the two parts of a condition in a text */
    return g_strdup (_ ("Otherwise:"));
  if (g_ascii_strcasecmp (words, "end") == 0)
    /* Translators: ends a condition in a text */
    return g_strdup (_ ("End of the condition"));
  return NULL;
}

char *
panel_field_label (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);
  g_autoptr (GString) label = g_string_new (NULL);
  char *control = control_label (words);

  if (control != NULL)
    return control;
  for (guint i = 0; parts[i] != NULL; i++) {
    char *part = g_strstrip (parts[i]);
    gsize length = strlen (part);
    gboolean drops = length > 0 && part[length - 1] == '!';
    int field;

    if (drops)
      part[length - 1] = '\0';
    field = oof_field_find (g_strstrip (part));
    if (field < 0 && i == 0)
      return NULL;
    if (i > 0)
      g_string_append (label, " / ");
    if (field >= 0) {
      g_autofree char *name = panel_field_name ((guint) field);

      g_string_append (label, name);
    } else {
      g_string_append (label, *part != '\0' ? part : "–");
    }
    if (drops)
      /* Translators: behind a placeholder's name: without a value its line is left out */
      g_string_append (label, _ (" (or no line)"));
  }
  return g_string_free (g_steal_pointer (&label), FALSE);
}
