/* panel-photo.h - somebody's picture, from bytes that came from anywhere. Pure; main thread. */
#pragma once

#include <gtk/gtk.h>

/* The most in width and in height: a small file can stand for a picture that fills the memory. */
#define PANEL_PHOTO_MOST 1280

/* What a JPEG or PNG says of its size, without decoding it; FALSE for anything else. */
gboolean panel_photo_measure (GBytes *bytes, guint *ret_width, guint *ret_height);

/* NULL when it is no JPEG or PNG, is damaged, or too large. Caller unrefs. */
GdkTexture *panel_photo_new (GBytes *bytes);
