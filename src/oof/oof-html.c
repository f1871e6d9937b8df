/* oof-html.c - placeholder
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html.h"
