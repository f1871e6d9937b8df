/* oof-protection.c - whether the plan may write over what a person has
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-protection.h"

#include <stddef.h>

const char *const oof_protection_names[] = { [OOF_PROTECTION_NONE] = "none",
                                             [OOF_PROTECTION_FOUND] = "found",
                                             [OOF_PROTECTION_CHOSEN] = "chosen",
                                             [OOF_PROTECTION_LIFTED] = "lifted",
                                             NULL };
