/* graph-permissions.h - what an application is allowed beside what is needed. Inside the room.
 * Pure.
 *
 * Names from Microsoft's permissions reference. Each of the needs is met by any of its permissions,
 * of which the first is the smallest.
 */
#pragma once

#include <glib.h>

typedef struct
{
  char **missing; /* the smallest permission of each need that is not met */
  char **excess;  /* what no need asks for */
} GraphPermissions;

/* roles: of a token. */
void graph_permissions_compare (GraphPermissions *ret, const char *const *roles);
void graph_permissions_clear (GraphPermissions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GraphPermissions, graph_permissions_clear)
