/* absentia-sim.c - the program: a simulated Exchange organisation
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-main.h"

int
main (int argc, char **argv)
{
  return sim_main (argc, argv);
}
