/* sim-main.h - the program absentia-sim */
#pragma once

/* Serves until it is told to end. The exit status: 0, 1 when it could not start, 2 for wrong usage.
 */
int sim_main (int argc, char **argv);
