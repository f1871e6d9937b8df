/* web-view.c - the engine's widget, for one text
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "web-view.h"

#include "web-walls.h"

#include <math.h>
#include <string.h>

#define WORLD "absentia"
#define FOLDER "/org/absentia/Absentia/web/"
#define MOST_TEXT_BYTES (8 * 1024 * 1024) /* of HTML that is dropped, most of which is left out */
#define MOST_SETTLE_MS 5000

G_DECLARE_FINAL_TYPE (WebView, web_view, WEB, VIEW, WebKitWebView)

struct _WebView
{
  WebKitWebView parent_instance;
  const WebEvents *events; /* NULL: nobody listens any more */
  gpointer data;
  char *page; /* to be shown once there is something to show it on; NULL: none */
  WebLook look;
  guint from;
  guint until;
  int serial;
  gboolean is_loaded;
  gboolean is_ready;
  gboolean is_answer; /* the page waits for what comes of an edit */
  double n_seen;      /* keys and clicks that the page has seen */
  guint settling;     /* source of its deadline; 0: nobody waits */
};

G_DEFINE_FINAL_TYPE (WebView, web_view, WEBKIT_TYPE_WEB_VIEW)

static const char *const edits[] = {
  [WEB_EDIT_TEXT] = "text",
  [WEB_EDIT_BACKSPACE] = "backspace",
  [WEB_EDIT_DELETE] = "delete",
  [WEB_EDIT_COPY] = "copy",
  [WEB_EDIT_CUT] = "cut",
  [WEB_EDIT_PASTE] = "paste",
  [WEB_EDIT_PASTE_PRIMARY] = "paste-primary",
  [WEB_EDIT_DROP] = "drop",
  [WEB_EDIT_DROP_HTML] = "drop-html",
  [WEB_EDIT_DROP_FILE] = "drop-file",
  [WEB_EDIT_MOVE] = "move",
  [WEB_EDIT_UNDO] = "undo",
  [WEB_EDIT_REDO] = "redo",
};

static void
fail (WebView *self)
{
  const WebEvents *events = self->events;

  self->events = NULL; /* once */
  g_clear_handle_id (&self->settling, g_source_remove);
  if (events != NULL)
    events->failed (self->data);
}

/* The engine keeps an invisible entry in its widget, at which Tab would stop. */
static void
hide_helpers (WebView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_can_focus (child, FALSE);
}

static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WebView *self = WEB_VIEW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (object), result, &error);

  if (error != NULL) {
    g_debug ("%s", error->message);
    fail (self);
  } else if (!self->is_ready && self->events != NULL) {
    self->is_ready = TRUE;
    hide_helpers (self);
    self->events->ready (self->data);
  }
}

static void
send_page (WebView *self)
{
  g_autofree char *page = g_steal_pointer (&self->page);
  g_autofree char *look = g_strconcat (self->look.is_dark ? "dark " : "",
                                       self->look.is_contrast ? "contrast" : "", NULL);
  g_autofree char *paper = gdk_rgba_to_string (&self->look.paper);
  GVariantDict arguments;

  if (page == NULL || !self->is_loaded)
    return;
  g_variant_dict_init (&arguments, NULL);
  g_variant_dict_insert (&arguments, "look", "s", look);
  g_variant_dict_insert (&arguments, "paper", "s", paper);
  g_variant_dict_insert (&arguments, "page", "s", page);
  g_variant_dict_insert (&arguments, "from", "u", self->from);
  g_variant_dict_insert (&arguments, "until", "u", self->until);
  g_variant_dict_insert (&arguments, "number", "i", ++self->serial);
  g_variant_dict_insert (&arguments, "isAnswer", "i", self->is_answer);
  self->is_answer = FALSE;
  webkit_web_view_call_async_javascript_function (
      WEBKIT_WEB_VIEW (self),
      "absentiaLook(look, paper); absentiaShow(page, from, until, number, isAnswer)", -1,
      g_variant_dict_end (&arguments), WORLD, NULL, NULL, shown_cb, NULL);
}

void
web_view_show (GtkWidget *face, const WebLook *look, const char *page, guint from, guint until)
{
  WebView *self = WEB_VIEW (face);

  g_free (self->page);
  self->page = g_strdup (page);
  self->look = *look;
  webkit_web_view_set_background_color (WEBKIT_WEB_VIEW (self), &look->paper);
  self->from = from;
  self->until = until;
  if (self->is_loaded)
    send_page (self);
}

/* --- when all of it has been told --- */

static void ask_settled (WebView *self);

/* Keys are sent one by one, each when the last one was answered: a page that has seen none since it
 * was asked last has seen all of them. */
static void
settled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  WebView *self = WEB_VIEW (object);
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (object), result, &error);
  double n_seen = value != NULL && jsc_value_is_number (value) ? jsc_value_to_double (value) : 0;

  if (error != NULL) {
    g_debug ("%s", error->message);
    fail (self);
  } else if (self->events != NULL && n_seen > self->n_seen) {
    self->n_seen = n_seen;
    ask_settled (self);
  } else if (self->events != NULL) {
    g_clear_handle_id (&self->settling, g_source_remove);
    self->events->settled (self->data);
  }
}

static void
ask_settled (WebView *self)
{
  webkit_web_view_call_async_javascript_function (WEBKIT_WEB_VIEW (self),
                                                  "return await absentiaSettle()", -1, NULL, WORLD,
                                                  NULL, NULL, settled_cb, NULL);
}

static gboolean
settle_late_cb (gpointer user_data)
{
  WebView *self = user_data;

  self->settling = 0;
  webkit_web_view_terminate_web_process (WEBKIT_WEB_VIEW (self));
  fail (self);
  return G_SOURCE_REMOVE;
}

void
web_view_settle (GtkWidget *face)
{
  WebView *self = WEB_VIEW (face);

  if (self->settling != 0)
    return;
  self->settling = g_timeout_add (MOST_SETTLE_MS, settle_late_cb, self);
  ask_settled (self);
}

/* --- what the page tells --- */

static char *
read_string (JSCValue *message, const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);
  char *text = jsc_value_is_string (value) ? jsc_value_to_string (value) : NULL;

  if (text != NULL && strlen (text) <= MOST_TEXT_BYTES && g_utf8_validate (text, -1, NULL))
    return text;
  g_free (text);
  return g_strdup ("");
}

static guint
read_number (JSCValue *message, const char *name)
{
  g_autoptr (JSCValue) value = jsc_value_object_get_property (message, name);
  double number = jsc_value_is_number (value) ? jsc_value_to_double (value) : 0;

  return isfinite (number) && number > 0 ? (guint) MIN (number, 1e8) : 0;
}

/* The engine counts in its own pixels, which grow with the size of text. */
static void
take_size (WebView *self, JSCValue *message)
{
  guint height = read_number (message, "height");
  guint width = read_number (message, "width");
  int given = gtk_widget_get_width (GTK_WIDGET (self));

  if (width > 0 && given > 0)
    height = (guint) MIN ((guint64) height * (guint64) given / width, 1000000);
  self->events->sized (self->data, height);
}

static void
take_edit (WebView *self, JSCValue *message, guint from, guint until)
{
  g_autofree char *name = read_string (message, "edit");
  g_autofree char *text = read_string (message, "text");

  for (guint i = 0; i < WEB_N_EDITS; i++)
    if (strcmp (edits[i], name) == 0) {
      self->is_answer = TRUE;
      self->events->edited (self->data, (WebEdit) i, from, until, text);
      return;
    }
}

static void
message_cb (WebKitUserContentManager *manager, JSCValue *message, WebView *self)
{
  g_autofree char *what = NULL;
  guint from, until;

  if (self->events == NULL || !jsc_value_is_object (message))
    return;
  what = read_string (message, "what");
  from = read_number (message, "from");
  until = MAX (from, read_number (message, "until"));
  if (strcmp (what, "failed") == 0)
    fail (self);
  else if (strcmp (what, "size") == 0)
    take_size (self, message);
  else if ((int) read_number (message, "serial") != self->serial)
    return; /* about a page that is not shown any more: an edit is told again */
  else if (strcmp (what, "select") == 0)
    self->events->selected (self->data, from, until);
  else if (strcmp (what, "edit") == 0)
    take_edit (self, message, from, until);
}

/* --- the life of the page --- */

static void
load_changed_cb (WebView *self, WebKitLoadEvent event)
{
  if (event != WEBKIT_LOAD_FINISHED || self->is_loaded)
    return;
  self->is_loaded = TRUE;
  send_page (self);
}

static gboolean
load_failed_cb (WebView *self)
{
  fail (self);
  return TRUE;
}

/* Tab leaves the text. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        WebView *self)
{
  gboolean is_back = key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if ((key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab && key != GDK_KEY_KP_Tab) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0 || root == NULL)
    return FALSE;
  g_signal_emit_by_name (root, "move-focus", is_back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

GtkWidget *
web_view_create (const WebEvents *events, gpointer data)
{
  g_autoptr (WebKitUserContentManager) manager = webkit_user_content_manager_new ();
  g_autoptr (WebKitSettings) settings = web_walls_settings ();
  g_autoptr (WebKitNetworkSession) network = web_walls_network ();
  g_autofree char *source = read_file ("web-page.js");
  g_autofree char *page = read_file ("web-page.html");
  WebKitUserScript *script = webkit_user_script_new_for_world (
      source, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME, WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END,
      WORLD, NULL, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();
  WebView *self;

  webkit_user_content_manager_register_script_message_handler (manager, "host", WORLD);
  webkit_user_content_manager_add_script (manager, script);
  webkit_user_script_unref (script);
  self = g_object_new (web_view_get_type (), "user-content-manager", manager, "settings", settings,
                       "network-session", network, "default-content-security-policy",
                       web_walls_policy (), NULL);
  self->events = events;
  self->data = data;
  web_walls_build (WEBKIT_WEB_VIEW (self));
  g_signal_connect_object (manager, "script-message-received::host", G_CALLBACK (message_cb), self,
                           0);
  g_signal_connect (self, "load-changed", G_CALLBACK (load_changed_cb), NULL);
  g_signal_connect (self, "load-failed", G_CALLBACK (load_failed_cb), NULL);
  g_signal_connect (self, "web-process-terminated", G_CALLBACK (fail), NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (self), page, NULL);
  return GTK_WIDGET (self);
}

void
web_view_close (GtkWidget *face)
{
  WEB_VIEW (face)->events = NULL;
  g_clear_handle_id (&WEB_VIEW (face)->settling, g_source_remove);
}

static void
web_view_finalize (GObject *object)
{
  g_free (WEB_VIEW (object)->page);
  G_OBJECT_CLASS (web_view_parent_class)->finalize (object);
}

static void
web_view_class_init (WebViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = web_view_finalize;
}

static void
web_view_init (WebView *self)
{
}
