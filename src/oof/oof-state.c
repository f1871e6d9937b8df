/* oof-state.c - what a mailbox's automatic reply is set to
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-state.h"

#include "base-text.h"
#include "base-time.h"
#include "oof-html.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const oof_mode_names[] = {
  [OOF_MODE_OFF] = "off", [OOF_MODE_ON] = "on", [OOF_MODE_SCHEDULED] = "scheduled", NULL
};

const char *const oof_audience_names[] = {
  [OOF_AUDIENCE_NONE] = "none", [OOF_AUDIENCE_KNOWN] = "known", [OOF_AUDIENCE_ALL] = "all", NULL
};

OofState *
oof_state_new_taking (OofMode mode, OofAudience audience, GDateTime *from, GDateTime *until,
                      char *inside, char *outside)
{
  OofState *self = g_atomic_rc_box_new0 (OofState);

  self->mode = mode;
  self->audience = audience;
  if (mode == OOF_MODE_SCHEDULED) {
    self->from = from != NULL ? g_date_time_to_utc (from) : NULL;
    self->until = until != NULL ? g_date_time_to_utc (until) : NULL;
  }
  self->inside = inside != NULL ? inside : g_strdup ("");
  self->outside = outside != NULL ? outside : g_strdup ("");
  return self;
}

OofState *
oof_state_new (OofMode mode, OofAudience audience, GDateTime *from, GDateTime *until,
               const char *inside, const char *outside)
{
  return oof_state_new_taking (mode, audience, from, until, g_strdup (inside), g_strdup (outside));
}

OofState *
oof_state_ref (OofState *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_state (gpointer data)
{
  OofState *self = data;

  g_clear_pointer (&self->from, g_date_time_unref);
  g_clear_pointer (&self->until, g_date_time_unref);
  g_clear_pointer (&self->inside, g_free);
  g_clear_pointer (&self->outside, g_free);
}

void
oof_state_unref (OofState *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_state);
}

/* Line ends as LF, no blank lines or spaces at the ends. */
static char *
normalise (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c++)
    if (*c != '\r')
      g_string_append_c (plain, *c);
    else if (c[1] != '\n')
      g_string_append_c (plain, '\n');
  return g_strstrip (g_string_free (plain, FALSE));
}

/* Exchange wraps a fragment in <html><body>…</body></html> when it stores it, some versions with
 * line ends between. The contents of a bare pair of these, without attributes, says the same as the
 * fragment alone. */
static char *
unwrap (char *text)
{
  static const char *const tags[][2] = { { "<html>", "</html>" }, { "<body>", "</body>" } };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    gsize open = strlen (tags[i][0]);
    gsize close = strlen (tags[i][1]);
    gsize length = strlen (text);

    if (length >= open + close && g_ascii_strncasecmp (text, tags[i][0], open) == 0 &&
        g_ascii_strcasecmp (text + length - close, tags[i][1]) == 0) {
      text[length - close] = '\0';
      memmove (text, text + open, length - open - close + 1);
      g_strstrip (text);
    }
  }
  return text;
}

char *
oof_state_text_key (const char *html)
{
  return unwrap (normalise (html));
}

static gboolean
is_same_text (const char *a, const char *b)
{
  g_autofree char *plain_a = NULL;
  g_autofree char *plain_b = NULL;

  if (strcmp (a, b) == 0)
    return TRUE;

  plain_a = oof_state_text_key (a);
  plain_b = oof_state_text_key (b);
  return strcmp (plain_a, plain_b) == 0;
}

OofDiffers
oof_state_compare (const OofState *a, const OofState *b)
{
  OofDiffers differs = 0;

  if (a->mode != b->mode)
    differs |= OOF_DIFFERS_MODE;
  if (!base_time_equal (a->from, b->from) || !base_time_equal (a->until, b->until))
    differs |= OOF_DIFFERS_WINDOW;
  if (!is_same_text (a->inside, b->inside))
    differs |= OOF_DIFFERS_INSIDE;
  if (!is_same_text (a->outside, b->outside))
    differs |= OOF_DIFFERS_OUTSIDE;
  if (a->audience != b->audience)
    differs |= OOF_DIFFERS_AUDIENCE;
  return differs;
}

static gboolean
is_same_reading (const char *a, const char *b)
{
  g_autofree char *text_a = oof_html_to_text (a);
  g_autofree char *text_b = oof_html_to_text (b);

  return strcmp (text_a, text_b) == 0;
}

gboolean
oof_state_reads_alike (const OofState *a, const OofState *b)
{
  OofDiffers differs = oof_state_compare (a, b);

  if (differs & ~(OOF_DIFFERS_INSIDE | OOF_DIFFERS_OUTSIDE))
    return FALSE;

  return (!(differs & OOF_DIFFERS_INSIDE) || is_same_reading (a->inside, b->inside)) &&
         (!(differs & OOF_DIFFERS_OUTSIDE) || is_same_reading (a->outside, b->outside));
}

gboolean
oof_state_is_away (const OofState *self, GDateTime *at)
{
  if (self->mode != OOF_MODE_SCHEDULED)
    return self->mode == OOF_MODE_ON;

  return self->from != NULL && self->until != NULL && g_date_time_compare (self->from, at) <= 0 &&
         g_date_time_compare (at, self->until) < 0;
}

static gboolean
validate_window (const OofState *self, GDateTime *now, GError **error)
{
  if (self->mode != OOF_MODE_SCHEDULED)
    return TRUE;
  if (self->from == NULL || self->until == NULL)
    return oof_refuse (error, "no-window", _ ("A scheduled reply needs a start and an end."));
  if (g_date_time_compare (self->until, self->from) <= 0)
    return oof_refuse (error, "end-before-start", _ ("The end must be after the start."));
  if (g_date_time_compare (self->until, now) <= 0)
    return oof_refuse (error, "end-in-past", _ ("The end is in the past."));
  return TRUE;
}

static gboolean
validate_text (const char *text, const char *what, GError **error)
{
  if (strlen (text) > OOF_MOST_TEXT_BYTES)
    return oof_refuse (error, "too-long", _ ("%s is longer than %d KiB, more than mailboxes hold."),
                       what, OOF_MOST_TEXT_BYTES / 1024);
  return base_text_check (text, -1, what, error);
}

gboolean
oof_state_validate (const OofState *self, GDateTime *now, GError **error)
{
  if (!validate_window (self, now, error) ||
      !validate_text (self->inside, _ ("The reply inside the organisation"), error) ||
      !validate_text (self->outside, _ ("The reply outside the organisation"), error))
    return FALSE;
  if (self->mode == OOF_MODE_OFF)
    return TRUE;

  if (oof_html_is_blank (self->inside))
    return oof_refuse (error, "inside-empty", _ ("The reply inside the organisation is empty."));
  if (self->audience != OOF_AUDIENCE_NONE && oof_html_is_blank (self->outside))
    return oof_refuse (
        error, "outside-empty",
        _ ("The reply outside the organisation is empty, but senders outside get one."));
  return TRUE;
}
