/* web-face.h - a text in a browser's engine: what the program and the module say to each other
 *
 * WebKit is not linked to the program, whose start it would cost 30 MB and a noticeable moment: it
 * lies in a module beside it (absentia-webkit.so), which web-load.h opens when a text is edited.
 * The module shows a page and tells what somebody does to it; it changes nothing of the text
 * itself. Places are those of oof-draft-page.h. Main thread only.
 */
#pragma once

#include <gtk/gtk.h>

/* Program and module must be of one build. */
#define WEB_VERSION 3
#define WEB_ENTRY "absentia_web_module"

typedef enum
{
  WEB_EDIT_TEXT,      /* typed in the place of the range; "\n": Enter */
  WEB_EDIT_BACKSPACE, /* the range, or the character before it */
  WEB_EDIT_DELETE,
  WEB_EDIT_COPY,
  WEB_EDIT_CUT,
  WEB_EDIT_PASTE,
  WEB_EDIT_PASTE_PRIMARY,
  WEB_EDIT_DROP,      /* plain text, dropped where the range begins */
  WEB_EDIT_DROP_HTML, /* of another program: anything may be in it */
  WEB_EDIT_DROP_FILE, /* nothing of it is told */
  WEB_EDIT_MOVE,      /* the range to there: text is a number */
  WEB_EDIT_UNDO,
  WEB_EDIT_REDO,
  WEB_N_EDITS
} WebEdit;

/* What happens on the page. Its process is in a sandbox and may have been taken over by what it
 * shows: places may be beyond the end, texts are valid UTF-8. Nothing comes from within a call of
 * the module's, nor after close (). */
typedef struct
{
  void (*selected) (gpointer data, guint from, guint until);
  /* Answered with show (), also when nothing is another: nothing more comes before. */
  void (*edited) (gpointer data, WebEdit edit, guint from, guint until, const char *text);
  void (*sized) (gpointer data, guint height); /* what all of it would need */
  void (*ready) (gpointer data);               /* it shows what is to be shown */
  void (*failed) (gpointer data);              /* it is of no use any more */
  void (*settled) (gpointer data);             /* see settle () */
} WebEvents;

typedef struct
{
  GdkRGBA paper; /* opaque */
  gboolean is_dark;
  gboolean is_contrast;
} WebLook;

typedef struct
{
  guint version; /* WEB_VERSION */
  /* A floating widget, which can be scrolled. events: static. */
  GtkWidget *(*create) (const WebEvents *events, gpointer data);
  void (*close) (GtkWidget *face);
  /* page: see oof_draft_page (). */
  void (*show) (GtkWidget *face, const WebLook *look, const char *page, guint from, guint until);
  /* Told as settled, or as failed, when all that was typed and clicked on it until now has been
   * told. It answers keys one by one, in a process of its own. */
  void (*settle) (GtkWidget *face);
} WebModule;

typedef const WebModule *(*WebEntry) (void);
