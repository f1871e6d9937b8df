/* test-draft-page.c - a draft as a page: every character of the view is where the page says, and
 * nothing on it runs or leads anywhere
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-draft-page.h"

#include <string.h>

typedef struct
{
  const OofDraft *draft;
  guint at;       /* how far in the view */
  guint n_chips;  /* open <a-c> */
  guint n_pieces; /* open <a-t> */
} Reader;

static const char *
value_of (const char *name, const char **names, const char **values)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static guint
count_of (const char *name, const char **names, const char **values)
{
  const char *value = value_of (name, names, values);

  g_assert_nonnull (value);
  return (guint) g_ascii_strtoull (value, NULL, 10);
}

static void
assert_gap (Reader *self, guint n)
{
  for (guint i = 0; i < n; i++) {
    const OofSpot *spot = oof_draft_spot (self->draft, self->at++);

    g_assert_true (oof_spot_ends_line (spot) || spot->kind == OOF_SPOT_BULLET ||
                   spot->kind == OOF_SPOT_TAB);
  }
}

static void
element_begins (GMarkupParseContext *context, const char *element, const char **names,
                const char **values, gpointer data, GError **error)
{
  static const char *const never[] = { "script", "style", "iframe", "frame", "object", "embed",
                                       "svg",    "math",  "form",   "input", "base",   "link",
                                       "meta",   "html",  "head",   "a",     "video",  "audio" };
  Reader *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_cmpstr (element, !=, never[i]);
  for (guint i = 0; names[i] != NULL; i++) {
    g_assert_false (g_str_has_prefix (names[i], "on"));
    g_assert_cmpstr (names[i], !=, "href");
    g_assert_cmpstr (names[i], !=, "background");
    if (g_str_equal (names[i], "src"))
      g_assert_true (g_str_has_prefix (values[i], "data:image/"));
    if (g_str_equal (names[i], "style"))
      g_assert_true (strstr (values[i], "url") == NULL && strstr (values[i], "image") == NULL);
  }
  if (g_str_equal (element, "a-t")) {
    assert_gap (self, count_of ("b", names, values));
    self->n_pieces++;
  } else if (g_str_equal (element, "a-c")) {
    assert_gap (self, count_of ("b", names, values));
    self->at += count_of ("n", names, values);
    self->n_chips++;
  } else if (self->n_chips > 0) {
    g_assert_cmpstr (element, ==, "img");
  }
}

static void
element_ends (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reader *self = data;

  self->n_chips -= g_str_equal (element, "a-c");
  self->n_pieces -= g_str_equal (element, "a-t");
}

static void
text_comes (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
            GError **error)
{
  Reader *self = data;

  if (self->n_chips > 0 || length == 0)
    return;
  g_assert_cmpuint (self->n_pieces, ==, 1);
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at)) {
    const OofSpot *spot = oof_draft_spot (self->draft, self->at++);

    g_assert_cmpuint (self->at, <=, oof_draft_length (self->draft));
    g_assert_cmpuint (spot->kind, ==, OOF_SPOT_CHAR);
    g_assert_cmpuint (g_utf8_get_char (at), ==, (spot->c & 0xFFFE) == 0xFFFE ? 0xFFFD : spot->c);
  }
}

/* Reads the page as an engine does: it is the view again. Caller frees the page. */
static char *
check (const char *html)
{
  static const GMarkupParser parser = { element_begins, element_ends, text_comes, NULL, NULL };
  g_autoptr (OofDraft) draft = oof_draft_new (html, NULL);
  g_autofree char *page = oof_draft_page (draft, OOF_PAPER_WHITE);
  g_autoptr (GError) error = NULL;
  Reader reader = { .draft = draft };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reader, NULL);

  g_markup_parse_context_parse (context, page, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reader.at, ==, oof_draft_length (draft));
  g_assert_nonnull (strstr (page, "<a-")); /* a place for the cursor */
  return g_steal_pointer (&page);
}

static void
assert_page (const char *html, const char *expected)
{
  g_autofree char *page = check (html);
  g_autofree char *whole =
      g_strconcat ("<body xmlns=\"http://www.w3.org/1999/xhtml\">", expected, "</body>", NULL);

  g_assert_cmpstr (page, ==, whole);
}

static void
test_pages (void)
{
  assert_page ("", "<a-t b=\"0\"></a-t><br/>");
  assert_page ("<p>I am\n <b>away</b>.</p><p>Bob</p>",
               "<p><a-t b=\"0\">I am </a-t><b><a-t b=\"0\">away</a-t></b><a-t b=\"0\">.</a-t></p>"
               "<p><a-t b=\"1\">Bob</a-t></p>");
  assert_page ("<ul><li>a<li>b</ul>", "<ul><li><a-t b=\"2\">a</a-t></li>"
                                      "<li><a-t b=\"3\">b</a-t></li></ul>");
  assert_page ("<p>a</p><p><br></p>", "<p><a-t b=\"0\">a</a-t></p>"
                                      "<p><a-t b=\"1\"></a-t><br/></p>");
  assert_page ("Hi {{given}}!", "<a-t b=\"0\">Hi </a-t><a-c contenteditable=\"false\" "
                                "class=\"field\" b=\"0\" n=\"9\">{{given}}</a-c>"
                                "<a-t b=\"0\">!</a-t>");
  assert_page ("<pre>a\nb</pre>", "<pre><a-t b=\"0\">a</a-t><a-t b=\"0\"></a-t><br/>"
                                  "<a-t b=\"1\">b</a-t></pre>");
  assert_page ("<table><tr><td>a</td><td></td></tr></table>",
               "<table><tr><td><a-t b=\"0\">a</a-t></td><td><a-t b=\"1\"></a-t></td></tr></table>");
}

static void
test_looks (void)
{
  assert_page ("<p class=MsoNormal align=right style='color:#FF0000;mso-x:1;position:fixed'>a</p>",
               "<p align=\"right\" style=\"color:#FF0000;\" class=\"MsoNormal\">"
               "<a-t b=\"0\">a</a-t></p>");
  assert_page ("<a href=\"https://corp.example/?a&amp;b\">x</a>",
               "<span class=\"link\" title=\"https://corp.example/?a&amp;b\">"
               "<a-t b=\"0\">x</a-t></span>");
  assert_page ("<p style='display:none'>no</p><o:p>x</o:p>", "<span><a-t b=\"0\">x</a-t></span>");
}

/* On a dark page nothing is dark on dark or light on light; what has a background is as it is. */
static void
test_dark (void)
{
  static const struct
  {
    const char *html;
    const char *has;
    const char *has_not; /* NULL: nothing */
  } rows[] = {
    { "<p style='color:black'>a</p>", "<p><a-t", NULL },
    { "<p style='color:windowtext;font-size:11pt'>a</p>", "<p style=\"font-size:11pt;\">", NULL },
    { "<p style='color:#222222'>a</p>", "color:#dddddd;", NULL },
    { "<font color=#000080>a</font>", "color=\"#", "000080" },
    { "<p style='color:#ffcc00'>a</p>", "color:#ffcc00;", NULL },
    { "<body style='background:white'>a</body>", "<div>", NULL },
    { "<table bgcolor=#fafafa><tr><td>a</table>", "<table>", "style" },
    { "<p style='background:lightyellow'>a</p>", "<p>", NULL },
    { "<p style='background:#ffeeaa'>a</p>", "\"color:#000;background-color:#ffeeaa;\"", NULL },
    { "<table bgcolor=navy><tr><td style='color:#222'>a</table>", "<td style=\"color:#222;\">",
      "dddddd" },
    { "<table bgcolor=navy><tr><td>a</table><p style='color:#222'>b</p>",
      "<table bgcolor=\"navy\" style=\"color:#000;\">", "color:#222" },
    { "<p bgcolor=navy style='color:#222'>b</p>", "color:#dddddd", "color:#000" },
    { "<a href='http://a.example'>b</a>", "class=\"link pale\"", NULL },
    { "<p style='background:#ffa'><a href='http://a.example'>b</a>", "class=\"link\"", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (OofDraft) draft = oof_draft_new (rows[i].html, NULL);
    g_autofree char *page = oof_draft_page (draft, OOF_PAPER_DARK);

    g_test_message ("%s: %s", rows[i].html, page);
    g_assert_nonnull (strstr (page, rows[i].has));
    g_assert_true (rows[i].has_not == NULL || strstr (page, rows[i].has_not) == NULL);
  }
  for (guint rgb = 0; rgb < 0x1000000; rgb += 0x010305) { /* and it ends */
    guint shown = oof_html_on_dark (rgb);

    g_assert_cmpuint (MAX (MAX (shown >> 16, (shown >> 8) & 255), shown & 255), >, 0x90);
    g_assert_cmpuint (oof_html_on_dark (shown), ==, shown);
  }
}

static void
test_hostile (void)
{
  static const char *const texts[] = {
    "<script>alert (1)</script><p onclick=x()>a</p>",
    "<img src=http://evil.example/x onerror=y()>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='><img src='data:text/html,x'>",
    "<a href='javascript:x()'>a</a><a href='file:///etc/passwd'>b</a><base href=//evil.example>",
    "<iframe src=//evil.example></iframe><svg onload=x()><style>@import 'x'</style></svg>",
    "<p style=\"background:url(//evil.example/1)\">a</p><p style='background-image:red'>b</p>",
    "<p style=\"color:re\\64;width:expression(x());list-style:url(x)\">a</p>",
    "<p style='color:red;font-family:\"a\" onclick=x()'>a</p><td background=//evil.example/2>x",
    "<form action=//evil.example><input name=a><button>b</button></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'><math><mi xlink:href=x>a</mi></math>",
    "<table>a<tr>b<td>c</table>d<li>e</p></b></table><table><b><tr><td>f",
    "<p title='a\"><script>x</script>'>a</p>\xEF\xBF\xBE&#0;&#xFFFF;&#1;\x01<p dir='\x02'>b",
    "<a href=\"https://x.example/\xff\xfe\">a</a><p title=\xff class=Mso\xff>b\xff</p>",
    "<a-t b=9>x</a-t><a-c n=4>y</a-c><p b=3 n=7 contenteditable=false>z</p>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *page = NULL;

    g_test_message ("%s", texts[i]);
    page = check (texts[i]);
    g_assert_null (strstr (page, "evil"));
    g_assert_null (strstr (page, "javascript"));
  }
}

static void
test_own_picture (void)
{
  g_autofree char *page = check ("<p>a<img width=4 src='data:image/png;base64,iVBORw0KGgo='>b</p>");

  g_assert_nonnull (strstr (page, "<img src=\"data:image/png;base64,iVBORw0KGgo=\" width=\"4\"/>"));
}

/* Every reply of the collection, also cut off and with something taken out. */
static void
test_replies (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "oof", "replies", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *html = NULL;
    g_autofree char *whole = NULL;

    g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
    whole = check (html);
    for (guint i = 0; i < 150; i++) {
      gsize length = strlen (html);
      gsize from = (gsize) g_rand_int_range (rand, 0, (int) length);
      gsize n = (gsize) g_rand_int_range (rand, 1, 60); /* MIN () would draw it twice */
      gsize until = MIN (length, from + n);
      g_autofree char *head = g_strndup (html, from);
      g_autofree char *damaged = g_strconcat (head, html + until, NULL);
      g_autofree char *valid = g_utf8_make_valid (damaged, -1);
      g_autofree char *page = check (valid);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/draft-page/pages", test_pages);
  g_test_add_func ("/oof/draft-page/looks", test_looks);
  g_test_add_func ("/oof/draft-page/dark", test_dark);
  g_test_add_func ("/oof/draft-page/hostile", test_hostile);
  g_test_add_func ("/oof/draft-page/own-picture", test_own_picture);
  g_test_add_func ("/oof/draft-page/replies", test_replies);
  return g_test_run ();
}
