/* session-outcome.c - how one mailbox of a bulk run came out
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-outcome.h"

#include "base-text.h"
#include "base-time.h"
#include "oof-html.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHARS_SHOWN 40

SessionOutcome *
session_outcome_copy (const SessionOutcome *self)
{
  SessionOutcome *copy = g_new0 (SessionOutcome, 1);

  *copy = *self;
  copy->mailbox = g_strdup (self->mailbox);
  copy->path = g_strdup (self->path);
  copy->address = g_strdup (self->address);
  copy->state = self->state != NULL ? oof_state_ref (self->state) : NULL;
  copy->planned = self->planned != NULL ? oof_state_ref (self->planned) : NULL;
  copy->expected = self->expected != NULL ? oof_state_ref (self->expected) : NULL;
  copy->found = self->found != NULL ? oof_state_ref (self->found) : NULL;
  copy->read_at = self->read_at != NULL ? g_date_time_ref (self->read_at) : NULL;
  copy->request_id = g_strdup (self->request_id);
  copy->answer = g_strdup (self->answer);
  copy->error = self->error != NULL ? g_error_copy (self->error) : NULL;
  copy->beside = self->beside != NULL ? g_error_copy (self->beside) : NULL;
  return copy;
}

void
session_outcome_free (SessionOutcome *self)
{
  if (self == NULL)
    return;

  g_free ((char *) self->mailbox);
  g_free ((char *) self->path);
  g_free ((char *) self->address);
  oof_state_unref (self->state);
  oof_state_unref (self->planned);
  oof_state_unref (self->expected);
  oof_state_unref (self->found);
  g_clear_pointer (&self->read_at, g_date_time_unref);
  g_free ((char *) self->request_id);
  g_free ((char *) self->answer);
  g_clear_error ((GError **) &self->error);
  g_clear_error ((GError **) &self->beside);
  g_free (self);
}

/* Takes sentence. */
static void
add_sentence (GString *text, char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
  g_free (sentence);
}

static char *
show_window (const OofState *state)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  if (state->from == NULL || state->until == NULL)
    return g_strdup (_ ("none"));

  from = base_time_format_utc (state->from);
  until = base_time_format_utc (state->until);
  return g_strdup_printf ("%s – %s", from, until);
}

/* From the first character on that differs, with the one before it. Caller frees. */
static char *
show_part (const char *text, gsize same)
{
  const char *part = text + same;
  g_autofree char *shown = NULL;

  while (part > text && (*part & 0xC0) == 0x80)
    part--; /* not in the middle of a character */
  if (*text == '\0')
    return g_strdup (_ ("(nothing)"));
  shown = base_text_for_display (part, CHARS_SHOWN);
  return g_strconcat (part > text ? "…" : "", shown, NULL);
}

/* written, found: HTML. same: what is said when people read the same; else: what is said
 * otherwise, with both beginnings. Caller frees. */
static char *
describe_text (const char *written, const char *found, const char *same, const char *other)
{
  g_autofree char *written_text = oof_html_to_text (written);
  g_autofree char *found_text = oof_html_to_text (found);
  g_autofree char *written_part = NULL;
  g_autofree char *found_part = NULL;
  gsize n = 0;
  g_auto (GStrv) parts = NULL;
  g_autofree char *sentence = NULL;

  if (strcmp (written_text, found_text) == 0)
    return g_strdup (same);

  while (written_text[n] != '\0' && written_text[n] == found_text[n])
    n++;
  written_part = show_part (written_text, n);
  found_part = show_part (found_text, n);
  /* No format function, because translations are no code. */
  parts = g_strsplit (other, "{WRITTEN}", 2);
  sentence = g_strjoinv (written_part, parts);
  g_strfreev (parts);
  parts = g_strsplit (sentence, "{FOUND}", 2);
  return g_strjoinv (found_part, parts);
}

static void
describe_settings (GString *text, const OofState *written, const OofState *found,
                   OofDiffers differs)
{
  static const char *const modes[] = {
    [OOF_MODE_OFF] = N_ ("off"), [OOF_MODE_ON] = N_ ("on"), [OOF_MODE_SCHEDULED] = N_ ("scheduled")
  };
  static const char *const audiences[] = { [OOF_AUDIENCE_NONE] = N_ ("nobody"),
                                           [OOF_AUDIENCE_KNOWN] = N_ ("contacts"),
                                           [OOF_AUDIENCE_ALL] = N_ ("everybody") };

  if (differs & OOF_DIFFERS_MODE)
    add_sentence (text, g_strdup_printf (
                            /* Translators: twice "off", "on" or "scheduled" */
                            _ ("Automatic reply: “%s” was written, “%s” was found."),
                            _ (modes[written->mode]), _ (modes[found->mode])));
  if (differs & OOF_DIFFERS_WINDOW) {
    g_autofree char *window_written = show_window (written);
    g_autofree char *window_found = show_window (found);

    add_sentence (text, g_strdup_printf (
                            /* Translators: twice a start and an end */
                            _ ("Start and end: “%s” was written, “%s” was found."), window_written,
                            window_found));
  }
  if (differs & OOF_DIFFERS_AUDIENCE)
    add_sentence (text, g_strdup_printf (
                            /* Translators: twice "nobody", "contacts" or "everybody" */
                            _ ("Who gets it outside: “%s” was written, “%s” was found."),
                            _ (audiences[written->audience]), _ (audiences[found->audience])));
}

char *
session_outcome_differences (const SessionOutcome *self)
{
  GString *text;
  OofDiffers differs;

  if (self->expected == NULL || self->found == NULL)
    return NULL;

  text = g_string_new (NULL);
  differs = oof_state_compare (self->expected, self->found);
  describe_settings (text, self->expected, self->found, differs);
  if (differs & OOF_DIFFERS_INSIDE)
    add_sentence (
        text,
        describe_text (self->expected->inside, self->found->inside,
                       _ ("Reply inside: the server tidied up the HTML; people read the same."),
                       /* Translators: keep the words in braces as they are */
                       _ ("Reply inside: “{WRITTEN}” was written, “{FOUND}” was found.")));
  if (differs & OOF_DIFFERS_OUTSIDE)
    add_sentence (
        text,
        describe_text (self->expected->outside, self->found->outside,
                       _ ("Reply outside: the server tidied up the HTML; people read the same."),
                       /* Translators: keep the words in braces as they are */
                       _ ("Reply outside: “{WRITTEN}” was written, “{FOUND}” was found.")));
  return g_string_free (text, FALSE);
}
