/* panel-test-banner.c - how a whole test of access came out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "panel-test-banner.h"

struct _PanelTestBanner
{
  GtkBox parent_instance;
  GtkImage *icon;
  GtkLabel *words;
  GtkLabel *cause;
};

G_DEFINE_FINAL_TYPE (PanelTestBanner, panel_test_banner, GTK_TYPE_BOX)

void
panel_test_banner_show (PanelTestBanner *self, gboolean is_good, const char *words,
                        const char *cause)
{
  gtk_image_set_from_icon_name (self->icon,
                                is_good ? "absentia-connected-symbolic" : "absentia-stop-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), is_good ? "check-failed" : "check-ok");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), is_good ? "check-ok" : "check-failed");
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->cause, cause != NULL ? cause : "");
  gtk_widget_set_visible (GTK_WIDGET (self->cause), cause != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
panel_test_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PANEL_TYPE_TEST_BANNER);
  G_OBJECT_CLASS (panel_test_banner_parent_class)->dispose (object);
}

static void
panel_test_banner_class_init (PanelTestBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = panel_test_banner_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/absentia/Absentia/panel-test-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, PanelTestBanner, icon);
  gtk_widget_class_bind_template_child (widget_class, PanelTestBanner, words);
  gtk_widget_class_bind_template_child (widget_class, PanelTestBanner, cause);
}

static void
panel_test_banner_init (PanelTestBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
