/* test-clixml.c - values from XML and back: the case files, and what cannot be said in one
 *
 *   case   what it is about
 *   xml                     block: the XML; blanks at the ends of lines do not count
 *   value                   block: what it says (dump.h)
 *   again                   and writing it gives the same bytes
 *   error  words            or the end of the error's message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "../ews/case.h"
#include "base-error.h"
#include "dump.h"
#include "powershell-clixml.h"
#include "powershell-escape.h"
#include "powershell-make.h"

static void
check_error (const CaseLine *line, const GError *error)
{
  g_autofree char *words = g_strjoinv (" ", line->words + 1);

  g_assert_true (g_error_matches (error, BASE_ERROR, BASE_ERROR_PROTOCOL));
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "powershell-answer");
  if (strstr (error->message, words) == NULL)
    g_error ("%s: “%s” is not in “%s”", line->place, words, error->message);
}

static char *
join_lines (const char *block)
{
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    g_strchug (lines[i]);
  return g_strjoinv ("", lines);
}

static void
test_case_file (gconstpointer path)
{
  g_autoptr (GPtrArray) lines = case_read (path);
  g_autofree char *xml = NULL;
  g_autoptr (PowershellValue) value = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < lines->len; i++) {
    const CaseLine *line = lines->pdata[i];
    const char *word = line->words[0];

    g_test_message ("%s", line->place);
    if (g_str_equal (word, "xml")) {
      g_free (xml);
      xml = join_lines (line->block);
      g_clear_pointer (&value, powershell_value_unref);
      g_clear_error (&error);
      value = powershell_clixml_read (xml, strlen (xml), &error);
      g_assert_true ((value == NULL) == (error != NULL));
    } else if (g_str_equal (word, "value")) {
      g_autofree char *seen = NULL;

      g_assert_no_error (error);
      seen = dump (value);
      g_assert_cmpstr (seen, ==, line->block);
    } else if (g_str_equal (word, "again")) {
      GString *again = powershell_clixml_write (value);

      g_assert_cmpstr (again->str, ==, xml);
      g_string_free (again, TRUE);
    } else if (g_str_equal (word, "error")) {
      check_error (line, error);
    } else {
      g_assert_cmpstr (word, ==, "case");
    }
  }
}

static void
test_escapes (void)
{
  static const struct
  {
    const char *text;
    const char *written;
  } rows[] = {
    { "plain ä€", "plain ä€" },         { "a\r\nb\t", "a_x000D__x000A_b_x0009_" },
    { "_x000D_", "_x005F_x000D_" },     { "_X", "_x005F_X" },
    { "_ _y x_", "_ _y x_" },           { "😀", "_xD83D__xDE00_" },
    { "<&>\"", "&lt;&amp;&gt;&quot;" }, { "\x7F\xC2\x85", "_x007F__x0085_" },
    { "\xEF\xBF\xBF", "_xFFFF_" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PowershellValue) value = powershell_make_string (rows[i].text);
    GString *xml = powershell_clixml_write (value);
    g_autofree char *expected = g_strconcat ("<S>", rows[i].written, "</S>", NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (PowershellValue) again = powershell_clixml_read (xml->str, xml->len, &error);

    g_test_message ("%s", rows[i].written);
    g_assert_cmpstr (xml->str, ==, expected);
    g_assert_no_error (error);
    g_assert_cmpstr (powershell_value_text (again), ==, rows[i].text);
    g_string_free (xml, TRUE);
  }
}

static void
test_odd_escapes (void)
{
  static const struct
  {
    const char *written;
    const char *text;
  } rows[] = {
    { "_x000d_", "\r" },
    { "_X0041_", "A" },
    { "_x0041", "_x0041" },
    { "_x00G1_", "_x00G1_" },
    { "_xD83D_", "\xEF\xBF\xBD" },
    { "_xDE00_x", "\xEF\xBF\xBDx" },
    { "_xD83D_-", "\xEF\xBF\xBD-" },
    { "_x0000_", "\xEF\xBF\xBD" },
    { "__x0041_", "_A" },
    { "_xD83D__x0041_", "\xEF\xBF\xBD"
                        "A" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = powershell_escape_decode (rows[i].written);

    g_test_message ("%s", rows[i].written);
    g_assert_cmpstr (text, ==, rows[i].text);
  }
}

static PowershellValue *
read_all (GString *xml, GError **error)
{
  PowershellValue *value = powershell_clixml_read (xml->str, xml->len, error);

  g_string_free (xml, TRUE);
  return value;
}

static GString *
nest (guint depth)
{
  GString *xml = g_string_new (NULL);

  for (guint i = 1; i < depth; i++)
    g_string_append_printf (xml, "<Obj RefId=\"%u\"><LST>", i);
  g_string_append (xml, "<S>x</S>");
  for (guint i = 1; i < depth; i++)
    g_string_append (xml, "</LST></Obj>");
  return xml;
}

static void
test_depth (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellValue) deepest = read_all (nest (POWERSHELL_MOST_DEPTH), &error);
  g_autoptr (PowershellValue) deeper = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (powershell_value_text (deepest), ==, "x");
  deeper = read_all (nest (POWERSHELL_MOST_DEPTH + 1), &error);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_null (deeper);
}

/* Objects side by side, each of which refers to the one before it n times. */
static GString *
chain (guint length, guint n)
{
  GString *xml = g_string_new ("<Obj RefId=\"c\"><LST><Obj RefId=\"0\"><LST><S>x</S></LST></Obj>");

  for (guint i = 1; i < length; i++) {
    g_string_append_printf (xml, "<Obj RefId=\"%u\"><LST>", i);
    for (guint k = 0; k < n; k++)
      g_string_append_printf (xml, "<Ref RefId=\"%u\" />", i - 1);
    g_string_append (xml, "</LST></Obj>");
  }
  return g_string_append (xml, "</LST></Obj>");
}

static void
test_chains (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellValue) fine = read_all (chain (10, 2), &error);
  g_autoptr (PowershellValue) long_one = NULL;
  g_autoptr (PowershellValue) pyramid = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (powershell_value_n_items (fine), ==, 10);
  g_assert_true (powershell_value_item (powershell_value_item (fine, 1), 0) ==
                 powershell_value_item (fine, 0));

  long_one = read_all (chain (50000, 1), &error);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_null (long_one);
  g_clear_error (&error);

  pyramid = read_all (chain (40, 10), &error);
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_null (pyramid);
}

static void
test_sizes (void)
{
  GString *many = g_string_new ("<Obj RefId=\"0\"><LST>");
  GString *large = g_string_new ("<S>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= POWERSHELL_MOST_VALUES; i++)
    g_string_append (many, "<Nil/>");
  g_assert_null (read_all (g_string_append (many, "</LST></Obj>"), &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_clear_error (&error);

  for (guint i = 0; i <= POWERSHELL_MOST_TEXT_BYTES; i++)
    g_string_append_c (large, 'a');
  g_assert_null (read_all (g_string_append (large, "</S>"), &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
}

static void
test_values (void)
{
  static const char xml[] =
      "<Obj RefId=\"0\"><TN "
      "RefId=\"0\"><T>Deserialized.Microsoft.Exchange.Data.Thing</T><T>System.Object</T></TN>"
      "<Props><I32 N=\"Size\">7</I32><S N=\"Name\">adapted</S><B N=\"Is\">true</B>"
      "<DT N=\"When\">2026-12-24T09:00:00.1234567+01:00</DT><DT N=\"Open\">2026-12-24T09:00:00</DT>"
      "<DT N=\"Odd\">0001-01-01T00:00:00</DT><Db N=\"Real\">1.5</Db><U64 "
      "N=\"Most\">18446744073709551615</U64>"
      "<BA N=\"Raw\">AAEC</BA><Obj N=\"Mode\" "
      "RefId=\"1\"><ToString>Scheduled</ToString><I32>2</I32></Obj>"
      "<Obj N=\"Map\" RefId=\"2\"><DCT><En><S N=\"Key\">Add</S><S "
      "N=\"Value\">a@b</S></En></DCT></Obj></Props>"
      "<MS><S N=\"NAME\">extended</S></MS></Obj>";
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellValue) value = powershell_clixml_read (xml, strlen (xml), &error);
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) when = NULL;
  g_autoptr (GDateTime) open = NULL;
  gint64 number;
  gboolean is;
  double real;

  g_assert_no_error (error);
  g_assert_true (powershell_value_is_a (value, "Thing"));
  g_assert_true (powershell_value_is_a (value, "microsoft.exchange.data.thing"));
  g_assert_false (powershell_value_is_a (value, "hing"));
  g_assert_cmpstr (powershell_value_property_text (value, "name"), ==, "extended");
  g_assert_cmpstr (powershell_value_property_text (value, "Mode"), ==, "Scheduled");
  g_assert_null (powershell_value_property_text (value, "None"));
  g_assert_true (powershell_value_integer (powershell_value_property (value, "Size"), &number) &&
                 number == 7);
  g_assert_true (powershell_value_integer (powershell_value_property (value, "Mode"), &number) &&
                 number == 2);
  g_assert_false (powershell_value_integer (powershell_value_property (value, "Most"), &number));
  g_assert_true (powershell_value_boolean (powershell_value_property (value, "Is"), &is) && is);
  g_assert_true (powershell_value_real (powershell_value_property (value, "Real"), &real) &&
                 real > 1.4 && real < 1.6);
  g_assert_cmpuint (
      g_bytes_get_size (powershell_value_bytes (powershell_value_property (value, "Raw"))), ==, 3);
  g_assert_cmpstr (powershell_value_text (
                       powershell_value_entry (powershell_value_property (value, "Map"), "add")),
                   ==, "a@b");

  when = powershell_value_date (powershell_value_property (value, "When"), NULL);
  g_assert_cmpint (g_date_time_get_hour (when), ==, 8);
  open = powershell_value_date (powershell_value_property (value, "Open"), berlin);
  g_assert_cmpint (g_date_time_get_hour (open), ==, 8);
  g_assert_null (powershell_value_date (powershell_value_property (value, "Name"), NULL));
}

/* A server's byte order mark; and bytes that are no text at all. */
static void
test_bytes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellValue) value = powershell_clixml_read ("\xEF\xBB\xBF<S>x</S>", 11, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (powershell_value_text (value), ==, "x");
  g_assert_null (powershell_clixml_read ("<S>\xFF</S>", 8, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_null (powershell_clixml_read ("", 0, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "clixml", "clixml-hostile" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_strconcat (files[i], ".case", NULL);
    g_autofree char *test = g_strconcat ("/powershell/clixml/cases/", files[i], NULL);

    g_test_add_data_func_full (
        test, g_test_build_filename (G_TEST_DIST, "cases", "powershell", name, NULL),
        test_case_file, g_free);
  }
  g_test_add_func ("/powershell/clixml/escapes", test_escapes);
  g_test_add_func ("/powershell/clixml/odd-escapes", test_odd_escapes);
  g_test_add_func ("/powershell/clixml/depth", test_depth);
  g_test_add_func ("/powershell/clixml/chains", test_chains);
  g_test_add_func ("/powershell/clixml/sizes", test_sizes);
  g_test_add_func ("/powershell/clixml/values", test_values);
  g_test_add_func ("/powershell/clixml/bytes", test_bytes);
  return g_test_run ();
}
