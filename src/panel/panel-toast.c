/* panel-toast.c - a sentence that is shown for some seconds
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-toast.h"

void
panel_toast_say (AdwToastOverlay *overlay, const char *sentence)
{
  panel_toast_offer (overlay, sentence, NULL, NULL);
}

void
panel_toast_offer (AdwToastOverlay *overlay, const char *sentence, const char *button,
                   const char *action)
{
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (overlay == NULL || sentence == NULL)
    return;

  escaped = g_markup_escape_text (sentence, -1);
  toast = adw_toast_new (escaped);
  if (button != NULL) {
    adw_toast_set_button_label (toast, button);
    adw_toast_set_action_name (toast, action);
  }
  adw_toast_overlay_add_toast (overlay, toast);
}
