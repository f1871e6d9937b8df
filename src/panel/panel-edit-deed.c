/* panel-edit-deed.c - what somebody does on a PanelEditPage, done to the text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-edit-deed.h"

#include "panel-edit-copy.h"
#include "panel-edit-paste.h"

#include <string.h>

void
panel_edit_deed (PanelEditView *view, WebEdit edit, const char *text)
{
  guint from, until;

  panel_edit_view_range (view, &from, &until);
  switch (edit) {
  case WEB_EDIT_TEXT:
    panel_edit_view_type_text (view, text);
    break;
  case WEB_EDIT_BACKSPACE:
    g_signal_emit_by_name (view, "backspace");
    break;
  case WEB_EDIT_DELETE:
    g_signal_emit_by_name (view, "delete-from-cursor", GTK_DELETE_CHARS, 1);
    break;
  case WEB_EDIT_COPY:
    g_signal_emit_by_name (view, "copy-clipboard");
    break;
  case WEB_EDIT_CUT:
    g_signal_emit_by_name (view, "cut-clipboard");
    break;
  case WEB_EDIT_PASTE:
    panel_edit_paste (view, PANEL_PASTE_CLIPBOARD);
    break;
  case WEB_EDIT_PASTE_PRIMARY:
    panel_edit_paste (view, PANEL_PASTE_PRIMARY);
    break;
  case WEB_EDIT_DROP:
    if (panel_edit_paste_fits (view, strlen (text)))
      panel_edit_view_insert (view, text);
    break;
  case WEB_EDIT_DROP_HTML:
    panel_edit_paste_html (view, text);
    break;
  case WEB_EDIT_DROP_FILE:
    panel_edit_paste_refuse_file (view);
    break;
  case WEB_EDIT_MOVE:
    panel_edit_copy_move (view, from, until, (guint) g_ascii_strtoull (text, NULL, 10));
    break;
  case WEB_EDIT_UNDO:
    panel_edit_view_undo (view);
    break;
  case WEB_EDIT_REDO:
    panel_edit_view_redo (view);
    break;
  default:
    break;
  }
}
