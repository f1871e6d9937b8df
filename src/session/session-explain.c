/* session-explain.c - errors as a person reads them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-explain.h"

#include "base-error.h"
#include "base-text.h"
#include "session-words.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define MOST_HOST_CHARS 253

/* Validation speaks for itself: the domain's sentence is made for people already. */
static gboolean
is_own_sentence (const GError *error)
{
  const BaseErrorFacts *facts = base_error_facts (error);

  return g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED) && facts->server_code == NULL &&
         facts->http_status == 0;
}

char *
session_explain (const GError *error)
{
  const SessionWords *words = session_words_find (error);
  const char *reason = base_error_facts (error)->reason;
  gboolean has_reason = words != NULL && g_strcmp0 (reason, words->key) == 0;

  if (words == NULL || (is_own_sentence (error) && !has_reason))
    return base_text_for_display (error->message, 300);

  return g_strdup (_ (words->sentence));
}

/* No format function, because translations are no code. Takes text. */
static char *
fill_in (char *text, const char *placeholder, const char *value)
{
  g_autofree char *owned = text;
  g_auto (GStrv) parts = g_strsplit (owned, placeholder, -1);

  return g_strjoinv (value, parts);
}

char *
session_remedy (const GError *error)
{
  const SessionWords *words = session_words_find (error);
  const BaseErrorFacts *facts = base_error_facts (error);
  g_autofree char *host = NULL;
  char *remedy;

  if (words == NULL || words->remedy == NULL)
    return NULL;

  /* Translators: stands in a command for the name of an account */
  remedy = fill_in (g_strdup (_ (words->remedy)), "%s",
                    facts->account != NULL ? facts->account : _ ("<account>"));
  host = facts->host != NULL ? base_text_for_display (facts->host, MOST_HOST_CHARS) : NULL;
  remedy = fill_in (remedy, "{DOMAIN}", host != NULL ? host : "DOMAIN");
  return fill_in (remedy, "{CONTROLLER}", host != NULL ? host : "CONTROLLER");
}

static void
append_line (GString *text, const char *title, const char *value)
{
  g_autofree char *shown = NULL;

  if (value == NULL || *value == '\0')
    return;

  shown = base_text_for_display (value, 500);
  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", title, shown);
}

char *
session_detail (const GError *error)
{
  const BaseErrorFacts *facts = base_error_facts (error);
  GString *text = g_string_new (NULL);
  g_autofree char *status =
      facts->http_status != 0 ? g_strdup_printf ("%d", facts->http_status) : NULL;

  append_line (text, _ ("Message"), error->message);
  append_line (text, _ ("Kind"), base_error_name (error));
  append_line (text, _ ("Reason"), facts->reason);
  append_line (text, _ ("Server"), facts->host);
  append_line (text, _ ("HTTP status"), status);
  append_line (text, _ ("Server’s code"), facts->server_code);
  append_line (text, _ ("Request id"), facts->request_id);
  return g_string_free (text, FALSE);
}
