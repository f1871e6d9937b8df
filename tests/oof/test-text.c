/* test-text.c - templates: what is kept, what is refused
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "oof-text.h"

static void
test_keeps (void)
{
  char inside[] = "<p>{{person.name}}</p>";
  const OofText parts = { .name = (char *) "training",
                          .type = OOF_TYPE_TRAINING,
                          .audience = OOF_AUDIENCE_ALL,
                          .inside = inside,
                          .outside = (char *) "<p>x</p>",
                          .is_approved = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (OofText) text = oof_text_new (&parts, &error);
  g_autoptr (OofText) again = NULL;

  g_assert_no_error (error);
  inside[3] = 'x';
  again = oof_text_ref (text);
  g_assert_cmpstr (again->inside, ==, "<p>{{person.name}}</p>");
  g_assert_cmpstr (again->language, ==, "");
  g_assert_cmpstr (again->note, ==, "");
  g_assert_cmpint (again->type, ==, OOF_TYPE_TRAINING);
  g_assert_true (again->is_approved);
}

static void
test_refuses (void)
{
  static const struct
  {
    OofText parts;
    const char *reason;
  } rows[] = {
    { { .inside = (char *) "x" }, "name" },
    { { .name = (char *) "", .inside = (char *) "x" }, "name" },
    { { .name = (char *) "a\nb", .inside = (char *) "x" }, "name" },
    { { .name = (char *) "a", .inside = (char *) "x", .note = (char *) "\x01" }, "bad-line" },
    { { .name = (char *) "a", .inside = (char *) "" }, "inside-empty" },
    { { .name = (char *) "a", .inside = (char *) "x", .audience = OOF_AUDIENCE_KNOWN },
      "outside-empty" },
    { { .name = (char *) "a", .inside = (char *) "{{person.shoe}}" }, "placeholder-unknown" },
    { { .name = (char *) "a", .inside = (char *) "x", .outside = (char *) "{{if substitute}}" },
      "block-open" },
    { { .name = (char *) "a", .inside = (char *) "x", .language = (char *) "xx-nowhere" },
      "language" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (OofText) text = oof_text_new (&rows[i].parts, &error);

    g_test_message ("%s", rows[i].reason);
    g_assert_null (text);
    g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_REJECTED));
    g_assert_cmpstr (base_error_facts (error)->reason, ==, rows[i].reason);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/text/keeps", test_keeps);
  g_test_add_func ("/oof/text/refuses", test_refuses);
  return g_test_run ();
}
