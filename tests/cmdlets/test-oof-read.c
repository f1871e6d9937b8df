/* test-oof-read.c - what the server may give as somebody's automatic reply
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "cmdlets-oof-read.h"
#include "powershell-clixml.h"

#include <string.h>

#define STATE(word)                                                                                \
  "<Obj N='AutoReplyState' RefId='1'><ToString>" word "</ToString><I32>0</I32></Obj>"
#define TEXT_STATE(word) "<S N='AutoReplyState'>" word "</S>"
#define AUDIENCE "<S N='ExternalAudience'>known</S>"
#define WINDOW(from, until) "<DT N='StartTime'>" from "</DT><DT N='EndTime'>" until "</DT>"
#define TEXTS "<S N='InternalMessage'>In</S><S N='ExternalMessage'>Out</S>"

static OofState *
read_text (const char *properties, GError **error)
{
  g_autofree char *xml =
      g_strdup_printf ("<Obj RefId='0'><ToString>x</ToString><Props>%s</Props></Obj>", properties);
  g_autoptr (PowershellValue) object = powershell_clixml_read (xml, strlen (xml), error);

  g_assert_no_error (*error);
  return cmdlets_oof_read (object, error);
}

static void
test_states (void)
{
  static const struct
  {
    const char *properties;
    OofMode mode;
    gint64 from;
    gint64 until;
  } rows[] = {
    { STATE ("Disabled") AUDIENCE TEXTS, OOF_MODE_OFF, 0, 0 },
    { TEXT_STATE ("enabled") AUDIENCE TEXTS, OOF_MODE_ON, 0, 0 },
    { STATE ("Enabled") AUDIENCE TEXTS WINDOW ("2026-01-01T00:00:00", "2026-01-01T00:00:00"),
      OOF_MODE_ON, 0, 0 },
    { STATE ("Scheduled")
          AUDIENCE TEXTS WINDOW ("2026-12-24T10:00:00.0000000+02:00", "2026-12-24T09:00:00Z"),
      OOF_MODE_SCHEDULED, 1798099200, 1798102800 },
    { STATE ("Scheduled")
          AUDIENCE TEXTS WINDOW ("2026-12-24T02:30:00-05:30", "2026-12-24T08:00:01.5Z"),
      OOF_MODE_SCHEDULED, 1798099200, 1798099201 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (OofState) state = NULL;

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    state = read_text (rows[i].properties, &error);
    g_assert_no_error (error);
    g_assert_cmpint (state->mode, ==, rows[i].mode);
    g_assert_cmpint (state->audience, ==, OOF_AUDIENCE_KNOWN);
    g_assert_cmpstr (state->inside, ==, "In");
    g_assert_cmpstr (state->outside, ==, "Out");
    if (rows[i].mode == OOF_MODE_SCHEDULED) {
      g_assert_cmpint (g_date_time_to_unix (state->from), ==, rows[i].from);
      g_assert_cmpint (g_date_time_to_unix (state->until), ==, rows[i].until);
    }
  }
}

static void
test_texts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OofState) empty = read_text (
      STATE ("Enabled") AUDIENCE "<Nil N='InternalMessage' /><S N='ExternalMessage'></S>", &error);
  g_autoptr (OofState) odd =
      read_text (STATE ("Enabled") AUDIENCE
                 "<S N='internalmessage'>&lt;p&gt;a_x000D__x000A__x005F_x000D__xD83D__xDE00_"
                 "&lt;/p&gt;</S><S N='ExternalMessage'> </S>",
                 &error);

  g_assert_no_error (error);
  g_assert_cmpstr (empty->inside, ==, "");
  g_assert_cmpstr (empty->outside, ==, "");
  g_assert_cmpstr (odd->inside, ==, "<p>a\r\n_x000D_\xF0\x9F\x98\x80</p>");
  g_assert_cmpstr (odd->outside, ==, " ");
}

static void
test_odd (void)
{
  static const struct
  {
    const char *properties;
    const char *reason;
  } rows[] = {
    { "", "powershell-answer" },
    { AUDIENCE TEXTS, "powershell-answer" },
    { STATE ("Maybe") AUDIENCE TEXTS, "powershell-answer" },
    { STATE ("Enabled") TEXTS, "powershell-answer" },
    { STATE ("Enabled") "<S N='ExternalAudience'></S>" TEXTS, "powershell-answer" },
    { STATE ("Enabled") AUDIENCE "<S N='InternalMessage'>In</S>", "powershell-answer" },
    { STATE ("Enabled") AUDIENCE "<S N='ExternalMessage'>Out</S>", "powershell-answer" },
    { STATE ("Enabled") AUDIENCE "<I32 N='InternalMessage'>1</I32><S N='ExternalMessage'>x</S>",
      "powershell-answer" },
    { STATE ("Enabled") AUDIENCE "<Obj N='InternalMessage' RefId='9'><LST /></Obj>"
                                 "<S N='ExternalMessage'>x</S>",
      "powershell-answer" },
    { STATE ("Scheduled") AUDIENCE TEXTS, "powershell-answer" },
    { STATE ("Scheduled") AUDIENCE TEXTS "<DT N='StartTime'>2026-01-01T00:00:00Z</DT>",
      "powershell-answer" },
    { STATE ("Scheduled") AUDIENCE TEXTS "<S N='StartTime'>1/1/2026 10:00 AM</S>"
                                         "<S N='EndTime'>2/1/2026 10:00 AM</S>",
      "powershell-answer" },
    { STATE ("Scheduled") AUDIENCE TEXTS WINDOW ("0000-00-00T00:00:00Z", "2026-01-01T00:00:00Z"),
      "powershell-answer" },
    { STATE ("Scheduled") AUDIENCE TEXTS WINDOW ("2026-01-01T00:00:00", "2026-01-02T00:00:00Z"),
      "cmdlets-zone" },
    { STATE ("Scheduled") AUDIENCE TEXTS WINDOW ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00.5"),
      "cmdlets-zone" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (OofState) state = NULL;

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    state = read_text (rows[i].properties, &error);
    g_assert_null (state);
    g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cmdlets/oof-read/states", test_states);
  g_test_add_func ("/cmdlets/oof-read/texts", test_texts);
  g_test_add_func ("/cmdlets/oof-read/odd", test_odd);
  return g_test_run ();
}
