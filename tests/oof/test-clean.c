/* test-clean.c - HTML from elsewhere, as it is pasted
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-clean.h"
#include "oof-html.h"

#include <string.h>

typedef struct
{
  const char *from;
  const char *to;
} Row;

static void
assert_clean (const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *clean = oof_html_clean (rows[i].from, strlen (rows[i].from), 10000);

    g_test_message ("%s", rows[i].from);
    g_assert_cmpstr (clean, ==, rows[i].to);
  }
}

static void
test_table (void)
{
  static const Row rows[] = {
    { "plain <b>bold</b>", "plain <b>bold</b>" },
    { "<strong>a</strong><em>b</em><ins>c</ins>", "<b>a</b><i>b</i><u>c</u>" },
    { "<p onclick=\"x()\" onmouseover=y>a</p>", "<p>a</p>" },
    { "<script>alert(1)</script>a<style>p{color:red}</style>", "a" },
    { "<a href=\"javascript:alert(1)\">a</a>", "a" },
    { "<a href=\" java\nscript:alert(1)\">a</a>", "a" },
    { "<a href=\"https://corp.example/?a=1&amp;b\" target=_blank>a</a>",
      "<a href=\"https://corp.example/?a=1&amp;b\">a</a>" },
    { "<img src=\"https://spy.example/x.gif\" alt=\"Logo\" onerror=x()>", "Logo" },
    { "<img src=x>", "" },
    { "<iframe src=\"https://spy.example\">x</iframe>", "" },
    { "<span style=\"color:#1F497D;mso-fareast-language:DE\">a</span>",
      "<span style=\"color:#1f497d\">a</span>" },
    { "<span style=\"font-family:Arial;font-size:12pt\">a</span>", "a" },
    { "<span style=\"background-color:url(https://spy.example)\">a</span>", "a" },
    { "<span style='color:red\"onclick=\"x()'>a</span>", "a" },
    { "<font color=red face=Arial>a</font>", "<span style=\"color:red\">a</span>" },
    { "<p class=MsoNormal>a<o:p></o:p></p>", "<p>a</p>" },
    { "<!--[if gte mso 9]><xml>x</xml><![endif]--><p>a</p>", "<p>a</p>" },
    { "<v:shape><v:imagedata src=\"https://spy.example\"/></v:shape>a", "a" },
    { "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·"
      "&nbsp; </span><![endif]>one</p><p style='mso-list:l0 level1 lfo1'><span "
      "style='mso-list:Ignore'>·</span>two</p><p>three</p>",
      "<ul><li>one</li><li>two</li></ul><p>three</p>" },
    { "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.</span>one</p>",
      "<ol><li>one</li></ol>" },
    { "<blockquote><p style='mso-list:l0'>one</blockquote><p style='mso-list:l0'>two</p><hr>",
      "<blockquote><ul><li>one</li></ul></blockquote><ul><li>two</li></ul><hr>" },
    { "<p style='mso-list:l0'>one<li>two</li></p><table><tr><td>a</table>",
      "<ul><li>onetwo</li></ul><table><tr><td>a</td></tr></table>" },
    { "<p>a<p>b", "<p>a</p><p>b</p>" },
    { "<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c" },
    { "<table border=1 onload=x><tr><td style=\"text-align:right;width:expression(x)\">a",
      "<table border=\"1\"><tr><td style=\"text-align:right\">a</td></tr></table>" },
    { "a\n   b&nbsp;c", "a b&nbsp;c" },
    { "<div style=\"display:none\">secret</div>a", "<div></div>a" },
    { "a &lt;script&gt; b", "a &lt;script&gt; b" },
    { "<html><head><title>t</title></head><body><!--StartFragment--><p>a</p></body></html>",
      "<p>a</p>" },
    { "<h1>a</h1><h5>b</h5>", "<h1>a</h1><h3>b</h3>" },
    { "<form action=https://spy.example><input value=x><button>a</button></form>", "a" },
    { "<svg><a href=\"javascript:x\">s</a></svg>a<math>m</math>", "a" },
    { "<a href=\"data:text/html,x\">a</a><a href=\"file:///etc/passwd\">b</a>", "ab" },
    { "<link rel=stylesheet href=https://spy.example><base href=https://spy.example>"
      "<meta http-equiv=refresh content=\"0;https://spy.example\">a",
      "a" },
  };

  assert_clean (rows, G_N_ELEMENTS (rows));
}

/* As these programs put it onto the clipboard. */
static void
test_programs (void)
{
  static const Row rows[] = {
    /* Excel */
    { "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><style><!--.xl65 {border:.5pt}-->"
      "</style><table border=0 width=128 style='border-collapse:collapse;width:96pt'>"
      "<!--StartFragment--><col width=64 span=2><tr height=20><td class=xl65 width=64 "
      "style='height:15.0pt;font-weight:700'>Name</td><td x:num=\"4711\" align=right "
      "style='background:#FFC000'>4711</td></tr><!--EndFragment--></table></html>",
      "<table style=\"border-collapse:collapse\" border=\"0\" width=\"128\"><tr><td "
      "style=\"font-weight:700\" width=\"64\">Name</td><td style=\"background-color:#ffc000\" "
      "align=\"right\">4711</td></tr></table>" },
    /* LibreOffice */
    { "<style type=\"text/css\">@page { size: 21cm }</style><body lang=\"de-DE\" link=\"#000080\">"
      "<p style=\"line-height: 100%; margin-bottom: 0cm\"><font color=\"#c9211e\"><font "
      "face=\"Liberation Serif, serif\"><b>Ich</b></font></font> bin weg.</p><ul><li><p>eins</p>"
      "</li></ul><table><tr><td sdval=\"42\" sdnum=\"1031;\">42</td></tr></table>",
      "<p><span style=\"color:#c9211e\"><b>Ich</b></span> bin weg.</p><ul><li><p>eins</p></li></ul>"
      "<table><tr><td>42</td></tr></table>" },
    /* A page of the web */
    { "<div style=\"box-sizing: border-box; orphans: 2\"><h2>News<a class=\"anchor\" "
      "href=\"#news\">"
      "<svg><path d=\"m7\"></path></svg></a></h2><p>See <a "
      "href=\"https://corp.example/a?x=1&amp;y=2\" "
      "onclick=\"track()\" ping=\"//spy.example\">this</a><script>evil()</script><img "
      "srcset=\"https://spy.example/a 2x\" alt=\"\"></p></div>",
      "<div><h2>News</h2><p>See <a "
      "href=\"https://corp.example/a?x=1&amp;y=2\">this</a></p></div>" },
  };

  assert_clean (rows, G_N_ELEMENTS (rows));
}

/* Clean once is clean for ever, and the words stay. */
static void
test_again (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "cases", "oof", "replies", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *html = NULL;
    g_autofree char *once = NULL;
    g_autofree char *twice = NULL;

    g_test_message ("%s", name);
    g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
    once = oof_html_clean (html, strlen (html), 100000);
    twice = oof_html_clean (once, strlen (once), 100000);
    g_assert_cmpstr (once, ==, twice);
    g_assert_null (strstr (once, "mso-"));
    g_assert_null (strstr (once, "<!--"));
    g_assert_null (strstr (once, "class="));
  }
}

static void
test_long (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_autofree char *clean = NULL;

  while (html->len < 5 * 1024 * 1024)
    g_string_append (html, "<p class=MsoNormal style='margin:0cm'><span lang=DE>word<o:p></o:p>"
                           "</span></p>\n");
  clean = oof_html_clean (html->str, html->len, 128 * 1024);
  g_assert_null (clean);

  /* Five megabytes that say nothing are nothing. */
  g_string_assign (html, "<p>a</p><!--");
  while (html->len < 5 * 1024 * 1024)
    g_string_append (html, "<w:LsdException Locked=\"false\" Name=\"x\"/>");
  clean = oof_html_clean (html->str, html->len, 128 * 1024);
  g_assert_cmpstr (clean, ==, "<p>a</p>");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/clean/table", test_table);
  g_test_add_func ("/oof/clean/programs", test_programs);
  g_test_add_func ("/oof/clean/again", test_again);
  g_test_add_func ("/oof/clean/long", test_long);
  return g_test_run ();
}
