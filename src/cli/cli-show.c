/* cli-show.c - show and test: reading many mailboxes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-bulk.h"
#include "cli-commands.h"

#include <glib/gi18n-lib.h>

CliExit
cli_show (CliContext *context, int argc, char **argv)
{
  return cli_bulk_read (context, SESSION_VERB_SHOW,
                        _ ("Shows the automatic replies that Exchange holds now."), argc, argv);
}

CliExit
cli_test (CliContext *context, int argc, char **argv)
{
  return cli_bulk_read (
      context, SESSION_VERB_TEST,
      _ ("Proves that the account may act for the mailboxes, by reading only. With --write it also "
         "writes what each of them holds already, reads it back and compares; where something else "
         "is found, what was there is put back. A write makes Exchange forget who has had a reply: "
         "while one is on, senders may get it once more."),
      argc, argv);
}
