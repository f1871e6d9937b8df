/* panel-name-list.h - the names in the picker's field: found, ambiguous, unknown
 *
 * A plain value of one thread, no widget. A person is in it once, however many names meant them.
 */
#pragma once

#include "session-name.h"

typedef enum
{
  PANEL_NAME_SEVERAL, /* somebody has to be chosen */
  PANEL_NAME_UNKNOWN,
  PANEL_NAME_FOUND
} PanelNameState;

#define PANEL_N_NAME_STATES 3

/* Owned by the list. */
typedef struct
{
  PanelNameState state;
  char *text;             /* as typed; the person's name when nothing was typed */
  SessionName *match;     /* NULL: nothing was checked, the person was picked */
  ExchangePerson *person; /* FOUND only */
} PanelName;

typedef struct _PanelNameList PanelNameList;

PanelNameList *panel_name_list_new (void);
void panel_name_list_free (PanelNameList *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PanelNameList, panel_name_list_free)

/* What Check Names found; replaces what was known of the same text. */
void panel_name_list_take (PanelNameList *self, SessionName *match);
void panel_name_list_add_person (PanelNameList *self, ExchangePerson *person);
/* name is gone afterwards when that person is in the list already. */
void panel_name_list_choose (PanelNameList *self, PanelName *name, ExchangePerson *person);
void panel_name_list_remove (PanelNameList *self, PanelName *name);
void panel_name_list_remove_all (PanelNameList *self, PanelNameState state);

guint panel_name_list_count (PanelNameList *self, PanelNameState state);
guint panel_name_list_size (PanelNameList *self);

/* Those that need somebody first, else as they came; at most so many. PanelName, borrowed from the
 * list until its next change. Caller unrefs. */
GPtrArray *panel_name_list_first (PanelNameList *self, guint most);

/* The texts of those that are not found. Caller frees. */
char **panel_name_list_open_texts (PanelNameList *self);
/* ExchangePerson. Caller unrefs. */
GPtrArray *panel_name_list_persons (PanelNameList *self);
