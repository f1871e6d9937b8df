/* cli-main.h - absentiactl: the verbs of the program for a shell and for scripts */
#pragma once

/* Exit status: 0 all well, 1 something failed, 2 wrong usage, 3 credentials refused, 4 server not
 * reachable, 5 finished in part, 130 cancelled. */
int cli_main (int argc, char **argv);
