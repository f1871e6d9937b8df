/* sim-options.c - the command line of the simulator
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-options.h"

#include "sim-people.h"

#include "base-time.h"

#include <gio/gio.h>
#include <string.h>

static const char *const character_names[] = {
  [SIM_CHARACTER_HEALTHY] = "healthy",       [SIM_CHARACTER_NO_IMPERSONATION] = "no-impersonation",
  [SIM_CHARACTER_THROTTLING] = "throttling", [SIM_CHARACTER_OLD] = "old",
  [SIM_CHARACTER_HOSTILE] = "hostile",       NULL
};
static const char *const tls_names[] = { [SIM_TLS_GOOD] = "good",
                                         [SIM_TLS_EXPIRED] = "expired",
                                         [SIM_TLS_WRONG_NAME] = "wrong-name",
                                         [SIM_TLS_SELF_SIGNED] = "self-signed",
                                         NULL };

static const char summary[] =
    "A simulated Exchange organisation on this computer's loopback address, for practice and "
    "tests.\n"
    "Prints one line of JSON when it is ready and serves until it is ended (SIGTERM, Ctrl+C).";

static const char budget_help[] =
    "What the throttling character allows: requests a second, saved up, milliseconds of a refusal, "
    "requests at once (20,30,0,10)";

/* Texts that need more than the option parser does. */
typedef struct
{
  char *character;
  char *tls;
  char *now;
  char *scope;
  char *budget;
  gboolean is_version;
} Words;

static void
clear_words (Words *words)
{
  g_free (words->character);
  g_free (words->tls);
  g_free (words->now);
  g_free (words->scope);
  g_free (words->budget);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, clear_words)

static gboolean
choose (const char *option, const char *word, const char *const *names, int *ret, GError **error)
{
  g_autofree char *all = NULL;

  if (word == NULL)
    return TRUE;

  for (int i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], word) == 0) {
      *ret = i;
      return TRUE;
    }

  all = g_strjoinv (", ", (char **) names);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s is one of: %s", option, all);
  return FALSE;
}

static gboolean
check_range (const char *option, int value, int least, int most, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s goes from %d to %d", option,
               least, most);
  return FALSE;
}

static gboolean
check_ranges (const SimOptions *self, GError **error)
{
  const struct
  {
    const char *option;
    int value;
    int least;
    int most;
  } rows[] = {
    { "--people", self->people, 1, SIM_MOST_PEOPLE },
    { "--port", self->port, 0, G_MAXUINT16 },
    { "--control-port", self->control_port, 0, G_MAXUINT16 },
    { "--powershell-port", self->powershell_port, 0, G_MAXUINT16 },
    { "--ldap-port", self->ldap_port, 0, G_MAXUINT16 },
    { "--ldap-plain-port", self->ldap_plain_port, 0, G_MAXUINT16 },
    { "--ldap-catalog-port", self->ldap_catalog_port, 0, G_MAXUINT16 },
    { "--latency", self->latency_ms, 0, 600000 },
    { "--log", self->log_bodies, 0, 100000 },
    { "--cloud-only", self->cloud_only, 0, self->people },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!check_range (rows[i].option, rows[i].value, rows[i].least, rows[i].most, error))
      return FALSE;
  return TRUE;
}

/* They are written into a list of names for the certificate. */
static gboolean
check_hosts (const SimOptions *self, GError **error)
{
  for (guint i = 0; self->hosts != NULL && self->hosts[i] != NULL; i++) {
    const char *host = self->hosts[i];

    if (*host == '\0' || strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-.") != strlen (host)) {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--host is a name in DNS");
      return FALSE;
    }
  }
  return TRUE;
}

/* "RATE,BURST,WAIT,AT-ONCE"; 0 is the usual number. */
static gboolean
read_budget (const char *word, SimBudget *ret, GError **error)
{
  guint *numbers[] = { &ret->a_second, &ret->burst, &ret->wait_ms, &ret->at_once };
  g_auto (GStrv) parts = g_strsplit (word != NULL ? word : "0,0,0,0", ",", -1);
  guint64 number;

  if (g_strv_length (parts) == G_N_ELEMENTS (numbers))
    for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
      if (!g_ascii_string_to_unsigned (parts[i], 10, 0, 3600000, &number, NULL))
        break;
      *numbers[i] = (guint) number;
      if (i + 1 == G_N_ELEMENTS (numbers))
        return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "--budget is RATE,BURST,WAIT,AT-ONCE: requests a second, requests saved up, "
               "milliseconds, requests");
  return FALSE;
}

static gboolean
take_words (SimOptions *self, const Words *words, GError **error)
{
  int character = SIM_CHARACTER_HEALTHY;
  int tls = SIM_TLS_GOOD;

  if (!choose ("--character", words->character, character_names, &character, error) ||
      !choose ("--tls", words->tls, tls_names, &tls, error) || !check_ranges (self, error) ||
      !check_hosts (self, error) || !read_budget (words->budget, &self->budget, error))
    return FALSE;
  self->character = (SimCharacter) character;
  self->tls = (SimTls) tls;

  if (words->scope != NULL && !g_str_has_prefix (words->scope, "department=")) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--scope is department=NAME");
    return FALSE;
  }
  if (words->scope != NULL)
    self->department = g_strdup (strchr (words->scope, '=') + 1);

  if (words->now != NULL) {
    g_autoptr (GDateTime) now = base_time_parse (words->now, NULL, error);

    if (now == NULL)
      return FALSE;
    self->clock_offset_us = g_date_time_to_unix (now) * G_USEC_PER_SEC - g_get_real_time ();
  }
  return TRUE;
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  g_print ("%s", help);
}

SimOptionsResult
sim_options_parse (SimOptions *self, int argc, char **argv)
{
  g_auto (Words) words = { NULL };
  const GOptionEntry entries[] = {
    { "people", 0, 0, G_OPTION_ARG_INT, &self->people, "How many mailboxes there are (240)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &self->seed, "The same seed gives the same people", "S" },
    { "port", 0, 0, G_OPTION_ARG_INT, &self->port, "Port of the Exchange server (a free one)",
      "P" },
    { "control-port", 0, 0, G_OPTION_ARG_INT, &self->control_port,
      "Port for faults, clock and counters (a free one)", "P" },
    { "powershell-port", 0, 0, G_OPTION_ARG_INT, &self->powershell_port,
      "Port of the PowerShell console over http, with --keytab (a free one)", "P" },
    { "keytab", 0, 0, G_OPTION_ARG_FILENAME, &self->keytab,
      "Key of a service HTTP/NAME: the PowerShell console over http, encrypted", "FILE" },
    { "ldap-port", 0, 0, G_OPTION_ARG_INT, &self->ldap_port,
      "Port of the directory, with TLS (a free one)", "P" },
    { "ldap-plain-port", 0, 0, G_OPTION_ARG_INT, &self->ldap_plain_port,
      "Port of the directory, in clear and with StartTLS (a free one)", "P" },
    { "ldap-catalog-port", 0, 0, G_OPTION_ARG_INT, &self->ldap_catalog_port,
      "Port of the global catalog, with TLS (a free one)", "P" },
    { "character", 0, 0, G_OPTION_ARG_STRING, &words.character,
      "healthy, no-impersonation, throttling, old (2010 SP2) or hostile", "NAME" },
    { "budget", 0, 0, G_OPTION_ARG_STRING, &words.budget, budget_help, "RATE,BURST,WAIT,AT-ONCE" },
    { "scope", 0, 0, G_OPTION_ARG_STRING, &words.scope,
      "The administrator may act for these people only: department=Sales", "SCOPE" },
    { "tls", 0, 0, G_OPTION_ARG_STRING, &words.tls,
      "The certificate: good, expired, wrong-name or self-signed", "KIND" },
    { "host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->hosts,
      "Another name that the server is reached by, for the certificate", "NAME" },
    { "faults", 0, 0, G_OPTION_ARG_FILENAME, &self->faults, "JSON: {\"faults\": […]}", "FILE" },
    { "latency", 0, 0, G_OPTION_ARG_INT, &self->latency_ms, "How long each answer takes", "MS" },
    { "now", 0, 0, G_OPTION_ARG_STRING, &words.now, "What time it is there (ISO 8601)", "TIME" },
    { "dump", 0, 0, G_OPTION_ARG_FILENAME, &self->dump,
      "Writes each request and answer into a file there", "DIR" },
    { "app-certificate", 0, 0, G_OPTION_ARG_FILENAME, &self->app_certificate,
      "The application may log in with this certificate (PEM)", "FILE" },
    { "app-roles", 0, 0, G_OPTION_ARG_STRING, &self->app_roles,
      "What the application is allowed (“MailboxSettings.ReadWrite User.Read.All”)", "ROLES" },
    { "log", 0, 0, G_OPTION_ARG_INT, &self->log_bodies, "How many requests GET /log can show (0)",
      "N" },
    { "wrap-replies", 0, 0, G_OPTION_ARG_NONE, &self->wraps_replies,
      "Fragments come back as whole HTML pages", NULL },
    { "hybrid", 0, 0, G_OPTION_ARG_NONE, &self->is_hybrid,
      "A third of the mailboxes is in Exchange Online, the others are not", NULL },
    { "cloud-only", 0, 0, G_OPTION_ARG_INT, &self->cloud_only,
      "So many of the mailboxes in Exchange Online are not in Active Directory (0)", "N" },
    { "die-with-parent", 0, 0, G_OPTION_ARG_NONE, &self->ends_with_input,
      "Ends when standard input is closed", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &words.is_version, "Shows the version", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) arguments = g_strdupv (argv);

  *self = (SimOptions){ .people = 240, .seed = 1 };
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context, summary);
  if (g_strv_contains ((const char *const *) arguments, "--help")) {
    print_help (context);
    return SIM_OPTIONS_DONE;
  }

  if (!g_option_context_parse_strv (context, &arguments, &error) ||
      !take_words (self, &words, &error)) {
    g_printerr ("absentia-sim: %s\n", error->message);
    return SIM_OPTIONS_WRONG;
  }
  if (words.is_version) {
    g_print ("absentia-sim %s\n", ABSENTIA_VERSION);
    return SIM_OPTIONS_DONE;
  }
  if (g_strv_length (arguments) > 1) {
    g_printerr ("absentia-sim: “%s” is not an option\n", arguments[1]);
    return SIM_OPTIONS_WRONG;
  }
  return SIM_OPTIONS_RUN;
}

void
sim_options_clear (SimOptions *self)
{
  g_clear_pointer (&self->hosts, g_strfreev);
  g_clear_pointer (&self->faults, g_free);
  g_clear_pointer (&self->dump, g_free);
  g_clear_pointer (&self->keytab, g_free);
  g_clear_pointer (&self->department, g_free);
  g_clear_pointer (&self->app_certificate, g_free);
  g_clear_pointer (&self->app_roles, g_free);
}
