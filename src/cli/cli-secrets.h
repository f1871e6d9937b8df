/* cli-secrets.h - passwords from standard input or the terminal; never from argv, where everybody
 * on the machine reads them
 */
#pragma once

#include "base-secret.h"

/* The next line of standard input. NULL with an error when there is none. */
BaseSecret *cli_secrets_read (GError **error);

/* Asks at the terminal, without showing what is typed. account: a UPN. NULL without an error when
 * there is no terminal to ask at. */
BaseSecret *cli_secrets_ask (const char *account, GError **error);
/* The same for what is no password. prompt: with its colon and a space. */
BaseSecret *cli_secrets_ask_for (const char *prompt, GError **error);
