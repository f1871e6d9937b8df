/* panel-question.h - a question that must be answered before something happens
 *
 * One place for the dialog, because its class changes with the version of libadwaita.
 */
#pragma once

#include <adwaita.h>

typedef struct
{
  const char *heading;
  const char *body;
  const char *refuse; /* the answer that changes nothing; also Escape */
  const char *accept;
  const char *other;          /* a milder way to accept; NULL: there is none */
  GtkWidget *extra;           /* below the body; NULL: nothing */
  AdwResponseAppearance look; /* of accept */
} PanelQuestion;

/* Presents it over parent; where the same is asked there already, that is refused first. Connect to
 * "response::accept", "response::other" or "response::refuse". Owned by GTK. */
GObject *panel_question_ask (GtkWindow *parent, const PanelQuestion *question);

/* What was typed would be lost. */
GObject *panel_question_ask_discard (GtkWindow *parent);
/* Asks that when the window is about to close; close_now gets it when it is accepted. TRUE. */
gboolean panel_question_keeps_open (GtkWindow *window, GCallback close_now);

/* The same as the end of a task, which is taken: it returns TRUE when it is accepted, and
 * G_IO_ERROR_CANCELLED with any other answer, or when the window goes. */
void panel_question_ask_task (GtkWindow *parent, const PanelQuestion *question, GTask *task);

/* What has just one answer. body: NULL: nothing more to say. */
void panel_question_tell (GtkWindow *parent, const char *heading, const char *body);
