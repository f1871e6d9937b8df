/* panel-html-view.h - a reply from a mailbox, shown but never trusted
 *
 * Text and a few bits of style; nothing is fetched or run. A link is opened only after the person
 * has seen where it leads.
 */
#pragma once

#include <gtk/gtk.h>

#define PANEL_TYPE_HTML_VIEW (panel_html_view_get_type ())
G_DECLARE_FINAL_TYPE (PanelHtmlView, panel_html_view, PANEL, HTML_VIEW, GtkTextView)

void panel_html_view_show (PanelHtmlView *self, const char *html);
