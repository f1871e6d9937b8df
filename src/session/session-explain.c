/* session-explain.c - errors as a person reads them
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-explain.h"

#include "base-error.h"
#include "base-text.h"
#include "session-words.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NAME_CHARS 253

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

typedef struct
{
  const char *placeholder;
  const char *value; /* for display */
} Filling;

/* What ends a text in PowerShell, also the typographic ones. */
static gboolean
is_quote (gunichar c, char quote)
{
  return quote == '\'' ? c == '\'' || (c >= 0x2018 && c <= 0x201b)
                       : c == '"' || (c >= 0x201c && c <= 0x201e);
}

/* Into a cmdlet's '…' or "…" as text that cannot end it; quote 0: into a sentence, as it is. */
static void
append_value (GString *text, const char *value, char quote)
{
  for (const char *c = value; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (quote == '\'' && is_quote (letter, quote))
      g_string_append_unichar (text, letter);
    else if (quote == '"' && (is_quote (letter, quote) || letter == '`' || letter == '$'))
      g_string_append_c (text, '`');
    g_string_append_unichar (text, letter);
  }
}

/* No format function, because translations are no code. */
static char *
fill_in (const char *words, const Filling *fillings, guint n)
{
  GString *text = g_string_new (NULL);
  char quote = 0;

  while (*words != '\0') {
    guint i = 0;

    while (i < n && !g_str_has_prefix (words, fillings[i].placeholder))
      i++;
    if (i < n) {
      append_value (text, fillings[i].value, quote);
      words += strlen (fillings[i].placeholder);
      continue;
    }
    if (quote == 0 && (*words == '\'' || *words == '"'))
      quote = *words;
    else if (*words == quote)
      quote = 0;
    g_string_append_c (text, *words++);
  }
  return g_string_free (text, FALSE);
}

static char *
show_or (const char *text, gsize most_chars, const char *otherwise)
{
  return text != NULL ? base_text_for_display (text, most_chars) : g_strdup (otherwise);
}

char *
session_remedy (const GError *error)
{
  const SessionWords *words = session_words_find (error);
  const BaseErrorFacts *facts = base_error_facts (error);
  g_autofree char *account = NULL;
  g_autofree char *domain = NULL;
  g_autofree char *controller = NULL;
  g_autofree char *object = NULL;

  if (words == NULL || words->remedy == NULL)
    return NULL;

  /* Translators: stands in a command for the name of an account */
  account = show_or (facts->account, MOST_NAME_CHARS, _ ("<account>"));
  domain = show_or (facts->host, MOST_NAME_CHARS, "DOMAIN");
  controller = show_or (facts->host, MOST_NAME_CHARS, "CONTROLLER");
  object = show_or (facts->object, MOST_NAME_CHARS, "NAME");
  {
    const Filling fillings[] = { { "%s", account },
                                 { "{DOMAIN}", domain },
                                 { "{CONTROLLER}", controller },
                                 { "{OBJECT}", object } };

    return fill_in (_ (words->remedy), fillings, G_N_ELEMENTS (fillings));
  }
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
