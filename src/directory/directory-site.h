/* directory-site.h - in which site this computer is, and going to a controller that is near. For
 * this room only.
 */
#pragma once

#include "directory-connect.h"

/* The client's site in what a controller answers to a netlogon lookup; NULL when the answer is
 * damaged, "" when the controller does not know. Pure. Caller frees. */
char *directory_site_read (const guint8 *data, gsize length);

/* Asks over a link to the home domain, once for the forest's life, and never fails: without an
 * answer there is no site. TRUE: place has nearer controllers by now, or the link is lost. */
gboolean directory_site_learn (DirectoryLink *link, BaseCall *call, DirectoryPlace *place);
