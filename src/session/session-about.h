/* session-about.h - what the directory calls what texts say about somebody. Inside session; fixed.
 */
#pragma once

#include "oof-field.h"

/* LDAP's names; of what the list of people has, too. */
extern const char *const session_about_attributes[OOF_N_ABOUT];
