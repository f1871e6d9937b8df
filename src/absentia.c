/* absentia.c - the desktop panel
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-main.h"

int
main (int argc, char **argv)
{
  return panel_main (argc, argv);
}
