/* session-directory-private.h - inside session only: the forest behind a SessionDirectory */
#pragma once

#include "directory-forest.h"
#include "session-directory.h"

/* Borrowed. NULL with an error when it was cancelled while the keyring was asked. */
DirectoryForest *session_directory_forest (SessionDirectory *self, BaseCall *call, GError **error);

/* What to do with the error of a question to the forest: instead of a missing password, the keyring
 * that did not give it. */
void session_directory_tell (SessionDirectory *self, GError **error);
