/* cli-secrets.c - passwords from standard input or the terminal
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-secrets.h"

#include <glib/gi18n-lib.h>
#include <termios.h>
#include <unistd.h>

BaseSecret *
cli_secrets_read (GError **error)
{
  return base_secret_read_line (STDIN_FILENO, error);
}

BaseSecret *
cli_secrets_ask_for (const char *prompt, GError **error)
{
  struct termios before;
  struct termios silent;
  BaseSecret *password;

  if (!isatty (STDIN_FILENO) || tcgetattr (STDIN_FILENO, &before) != 0)
    return NULL;

  silent = before;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  g_printerr ("%s", prompt);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &silent);
  password = base_secret_read_line (STDIN_FILENO, error);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
  g_printerr ("\n");
  return password;
}

BaseSecret *
cli_secrets_ask (const char *account, GError **error)
{
  /* Translators: a prompt; %s is an address */
  g_autofree char *prompt = g_strdup_printf (_ ("Password of %s: "), account);

  return cli_secrets_ask_for (prompt, error);
}
