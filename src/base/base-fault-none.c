/* base-fault-none.c - in a program that is not tested, nobody dies
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-fault.h"

void
base_fault (const char *point)
{
}
