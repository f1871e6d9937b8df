/* directory-bind.h - finds a controller and logs in, by the ways that the profile allows and in
 * their order: the ticket that is there, a ticket got with the password, the password itself over
 * verified TLS. For directory-link.c.
 *
 * A password never goes out in clear, is never empty, and is not tried again once the directory has
 * said no to it.
 */
#pragma once

#include "directory-connect.h"

/* A bound link. */
DirectoryLink *directory_bind (DirectoryForest *forest, BaseCall *call, const char *dns,
                               DirectoryPort port, GError **error);
