/* absentiactl.c - the command line's main: everything is in the room cli
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cli-main.h"

int
main (int argc, char **argv)
{
  return cli_main (argc, argv);
}
