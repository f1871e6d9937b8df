/* session-commands.c - the commands that a remedy names
 *
 * A bare word is taken for a parameter's value only when it begins with a capital, a digit, $ or @:
 * otherwise the sentence has gone on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-commands.h"

#define VERB                                                                                       \
  "(?:Add|Clear|Disable|Enable|Format|Get|Move|New|Remove|Restart|Set|Start|Test|Unlock|Update)"
#define CMDLET VERB "-[A-Z][A-Za-z]+"
#define QUOTED "\"(?:[^\"`]|`.)*\"|'(?:[^']|'')*'"
#define BARE "[A-Z0-9$](?:[\\w@\\\\/:*,.-]*[\\w*])?"
#define VALUE "(?:" QUOTED "|@\\{(?:" QUOTED "|[^}\"'])*\\}|" BARE ")"
#define PARAMETER "\\s+-[A-Z][A-Za-z]+\\b(?:\\s+" VALUE ")?"
/* Those whose first parameter is written without its name and without quotes. */
#define NAMED "(?:Format-List|Format-Table|(?:Start|Restart)-WebAppPool)\\s+" BARE
#define COMMAND "(?:" NAMED "|" CMDLET ")(?:" PARAMETER "|\\s+(?:" QUOTED "))*"

char **
session_commands (const char *remedy)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();
  g_autoptr (GRegex) regex =
      g_regex_new ("(?<![\\w-])" COMMAND "(?:\\s+\\|\\s+" COMMAND ")*", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (remedy != NULL)
    for (g_regex_match (regex, remedy, 0, &match); g_match_info_matches (match);
         g_match_info_next (match, NULL))
      g_ptr_array_add (commands, g_match_info_fetch (match, 0));
  g_ptr_array_add (commands, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&commands), FALSE);
}
