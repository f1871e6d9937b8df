/* directory-groups.h - the groups of the directory and who is directly in them */
#pragma once

#include "directory-forest.h"
#include "exchange-backend.h"

/* All groups of the forest, of security and of distribution: pages of ExchangePerson of kind GROUP.
 * FALSE from each ends it without an error. */
gboolean directory_groups_list (DirectoryForest *forest, BaseCall *call, ExchangePeopleFunc each,
                                gpointer data, GError **error);

/* Distinguished names, borrowed. */
typedef void (*DirectoryMemberFunc) (const char *group_dn, const char *member_dn, gpointer data);

/* The direct members of every group, as they come: for counting without asking group by group.
 * Groups among them are not opened. */
gboolean directory_groups_members (DirectoryForest *forest, BaseCall *call,
                                   DirectoryMemberFunc each, gpointer data, GError **error);
