/* test-html.c - replies as HTML: what a person reads, what is lost, and that nothing breaks it
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html.h"

#include <string.h>

static const struct
{
  const char *html;
  const char *text;
} readings[] = {
  { "", "" },
  { "plain", "plain" },
  { "<p>Hello,</p><p>I am away.<br>Ann</p>", "Hello,\n\nI am away.\nAnn" },
  { "  <p>\n one\n  two </p>\n", "one two" },
  { "<div>a</div><div><br></div><div>b</div>", "a\n\nb" },
  { "a<br><br>b<br>", "a\n\nb" },
  { "<b>a</b> <i>b</i>c", "a bc" },
  /* Word and Outlook */
  { "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><title>T</title><style><!--\n"
    "p.MsoNormal {margin:0}\n--></style><!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]-->"
    "</head><body lang=DE link=blue><div class=WordSection1><p class=MsoNormal>Guten "
    "Tag,<o:p></o:p>"
    "</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=\"MsoNormal\">bis "
    "<b>Montag</b>.</p></div>",
    "Guten Tag,\n\nbis Montag." },
  { "<p style='margin:0in;margin-bottom:.0001pt'>a</p><p style='margin:0'>b</p>", "a\nb" },
  { "<p style='margin:0;margin-bottom:8pt'>a</p><p>b</p>", "a\n\nb" },
  { "<![if !supportLists]>&middot;&nbsp;<![endif]>x", "· x" },
  /* the web client */
  { "<div><!-- BodyFragment --><meta charset=utf-8><div dir=ltr><p>Hi</p></div></div>", "Hi" },
  /* lists */
  { "<ul><li>a</li><li>b</li></ul>", "• a\n• b" },
  { "x<ol><li>a<li>b<ul><li>c</ol>y", "x\n\n1. a\n2. b\n  • c\n\ny" },
  { "<ul><li><p>a</p></li></ul>", "• a" },
  { "<ul><li></li></ul>x", "x" },
  /* tables */
  { "<table><tr><th>a</th><td>b</td></tr><tr><td>c</td><td><p>d</p></td></tr></table>e",
    "a\tb\nc\td\n\ne" },
  { "<table><tr><td></td><td>b<tr><td>c", "\tb\nc" },
  { "<table><tr><td><p>a</p><td><table><tr><td>n</table><td>c</table>", "a\tn\tc" },
  /* the rest */
  { "a<blockquote>b</blockquote>c", "a\n\nb\n\nc" },
  { "<h1>T</h1>x", "T\n\nx" },
  { "<pre>\n a\n  b</pre>", " a\n  b" },
  { "a<hr>b", "a\n――――――――\nb" },
  { "<img src=x alt=' Logo '><img src=y>", "[Logo][picture]" },
  { "a<script>if (1<2) '</p>'</script>b<style>x</style>c", "abc" },
  { "a<SCRIPT>x</scripty></SCRIPT >b", "ab" },
  { "a<span style='display:none'>b<b>c</b></span>d<i style='mso-hide:all'>e</i>", "ad" },
  { "a<!-- > -->b<!-->c<!--->d<?x ?>e<!x>f</>g", "abcdefg" },
  { "<![CDATA[a <b> &amp;]]>", "a <b> &amp;" },
  { "<p title='>'>a<p title=\">\">b", "a\n\nb" },
  { "a < b <3 <", "a < b <3 <" },
  { "a<b", "a" },
  { "a<script>b", "a" },
  { "<b><p>x</b></p></div></td>y", "x\n\ny" },
  /* characters */
  { "&lt;&gt;&amp;&quot;&apos;", "<>&\"'" },
  { "&auml;&Ouml;&szlig;&eacute;&euro;&hellip;&Yuml;&zwnj;", "äÖßé€…Ÿ\u200c" },
  { "&#228;&#xE4;&#XE4;&#0000000000228;", "ääää" },
  { "&#150;&#x80;", "–€" },
  { "&#x1F600;&#128512;", "😀😀" },
  { "&#0;&#xD800;&#x110000;&#99999999999999999999;&#xFFFFFFFFFFFFFFFFF;",
    "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD" },
  { "&auml &copy2026 &notin; &euro &foo; &; &# &#x; &", "ä &copy2026 ∉ &euro &foo; &; &# &#x; &" },
  { "a&nbsp;b&nbsp; c", "a b  c" },
  { "a\x01\x02"
    "b&#1;",
    "ab" },
  { "a\xff\xfe\xc3", "a\uFFFD\uFFFD\uFFFD" },
};

static void
tell (const char *html)
{
  g_autofree char *shown = g_strescape (html, NULL);

  g_test_message ("%s", shown);
}

static void
test_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++) {
    g_autofree char *text = oof_html_to_text (readings[i].html);

    tell (readings[i].html);
    g_assert_cmpstr (text, ==, readings[i].text);
  }
}

static void
test_from_text (void)
{
  static const struct
  {
    const char *text;
    const char *html;
    const char *back; /* NULL: text itself */
  } rows[] = {
    { "", "", NULL },
    { " \r\n\t\n", "", "" },
    { "Hello", "<p>Hello</p>", NULL },
    { "a\nb\n\nc", "<p>a<br>b</p><p>c</p>", NULL },
    { "a\r\nb\rc\r\n\r\n\r\nd\r\n", "<p>a<br>b<br>c</p><p>d</p>", "a\nb\nc\n\nd" },
    { "1 < 2 & \"x\" > 0", "<p>1 &lt; 2 &amp; \"x\" &gt; 0</p>", NULL },
    { "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", NULL },
    { "&amp;", "<p>&amp;amp;</p>", NULL },
    { "a   b\n  c", "<p>a&nbsp;&nbsp; b<br>&nbsp; c</p>", NULL },
    { "a \nb", "<p>a<br>b</p>", "a\nb" },
    { "Grüße 😀", "<p>Grüße 😀</p>", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *html = oof_html_from_text (rows[i].text);
    g_autofree char *back = oof_html_to_text (html);

    g_assert_cmpstr (html, ==, rows[i].html);
    g_assert_cmpstr (back, ==, rows[i].back != NULL ? rows[i].back : rows[i].text);
    g_assert_false (oof_html_has_format (html));
    g_assert_true (oof_html_is_blank (html) == (*html == '\0'));
  }
}

static void
test_blank (void)
{
  static const struct
  {
    const char *html;
    gboolean is_blank;
  } rows[] = {
    { "", TRUE },
    { "<html><body></body></html>", TRUE },
    { "<p>&nbsp;</p><p><br></p><o:p>&#160;</o:p>", TRUE },
    { "<p>&#8203;&zwnj;&shy;&#xFEFF;</p>", TRUE },
    { "<style>p {}</style><script>x</script><title>t</title><!-- x -->", TRUE },
    { "<ul><li></li></ul><hr><table><tr><td></td></tr></table>", TRUE },
    { "<div style='display: none'>x</div>", TRUE },
    { "<div style='display: none'><img src=x></div>", TRUE },
    { "<img src='cid:1'>", FALSE },
    { "<p>.</p>", FALSE },
    { "&lt;", FALSE },
    { "<", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    tell (rows[i].html);
    g_assert_true (oof_html_is_blank (rows[i].html) == rows[i].is_blank);
  }
}

static void
test_format (void)
{
  static const char *const with[] = {
    "<b>x</b>",
    "<p><u>x</u></p>",
    "<span style='font-weight: 700'>x</span>",
    "<span style=\"FONT-STYLE:ITALIC\">x</span>",
    "<span style='text-decoration:line-through'>x</span>",
    "<span style='color:#1F497D'>x</span>",
    "<font color=red>x</font>",
    "<td bgcolor=yellow>x",
    "<a href='https://x/'>x</a>",
    "<ul><li>x</ul>",
    "<h2>x</h2>",
    "<img src=x>",
    "<hr>",
    "<blockquote>x</blockquote>",
    "<center>x</center>",
    "<p align=right>x</p>",
  };
  static const char *const without[] = {
    "x",
    "<html><head><style>b {}</style></head><body lang=EN-US><div><p "
    "class=MsoNormal>x<br>y</p></div>",
    "<span style='font-family:Calibri;font-size:11pt;color:windowtext'>x</span>",
    "<div style='color: black; font-weight: normal; text-decoration: none'>x</div>",
    "<a name='_MailAutoSig'>x</a>",
    "<p align=left>x</p>",
    "<b style='display:none'>x</b>",
    "<!-- <b> -->x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (with); i++) {
    tell (with[i]);
    g_assert_true (oof_html_has_format (with[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (without); i++) {
    tell (without[i]);
    g_assert_false (oof_html_has_format (without[i]));
  }
}

/* Runs as one line: {style link|text}. */
static char *
describe (const char *html)
{
  static const char letters[] = "BIUHLP";
  g_autoptr (GPtrArray) runs = oof_html_to_runs (html);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++) {
    const OofRun *run = g_ptr_array_index (runs, i);

    g_assert_cmpstr (run->text, !=, "");
    g_assert_true (((run->style & OOF_RUN_LINK) != 0) == (run->link != NULL));
    g_string_append_c (line, '{');
    for (guint bit = 0; letters[bit] != '\0'; bit++)
      if ((run->style & (1u << bit)) != 0)
        g_string_append_c (line, letters[bit]);
    g_string_append_printf (line, " %s|%s}", run->link != NULL ? run->link : "", run->text);
  }
  return g_string_free (line, FALSE);
}

static void
test_runs (void)
{
  static const struct
  {
    const char *html;
    const char *runs;
  } rows[] = {
    { "", "" },
    { "a <b>b</b> c", "{ |a }{B |b}{ | c}" },
    { "<strong>a<em>b</em></strong><u>c</u>", "{B |a}{BI |b}{U |c}" },
    { "<b>a<i>b</b>c</i>", "{B |a}{BI |b}{ |c}" },
    { "<b>a<span style='font-weight:normal'>b</span></b>", "{B |a}{ |b}" },
    { "<span style='font-weight:bold;font-style:italic;text-decoration:underline'>x</span>",
      "{BIU |x}" },
    { "<p style='font-weight:bold'>a<p>b", "{B |a}{ |\n\nb}" },
    { "<h1>T</h1>x", "{H |T}{ |\n\nx}" },
    { "<table><tr><th>a<td>b</table>", "{B |a}{ |\tb}" },
    { "<img alt='A &amp; B'>", "{P |A & B}" },
    { "<a href='https://x/?a=1&amp;b=2'>y</a>", "{L https://x/?a=1&b=2|y}" },
    { "<a href=mailto:ann@x.example>y</a>", "{L mailto:ann@x.example|y}" },
    { "<a href='TEL:+49 30 1'>y</a>", "{L TEL:+49301|y}" },
    { "<a href=' ht\ntp://x/&#1; y '>y</a>", "{L http://x/y|y}" },
    { "<a href='https:&#x200B;//x/'>y</a>", "{L https://x/|y}" },
    { "<a href='javascript:alert(1)'>y</a>", "{ |y}" },
    { "<a href='java&#10;script:alert(1)'>y</a>", "{ |y}" },
    { "<a href='data:text/html,x'>y</a>", "{ |y}" },
    { "<a href='file:///etc/passwd'>y</a>", "{ |y}" },
    { "<a href='//x/y'>y</a>", "{ |y}" },
    { "<a href='https:x'>y</a>", "{ |y}" },
    { "<a href='mailto:'>y</a>", "{ |y}" },
    { "<a href=''>y</a>", "{ |y}" },
    { "<a name=x>y</a>", "{ |y}" },
    { "<a href='https://x/'>a<a>b</a>c</a>", "{L https://x/|a}{ |b}{L https://x/|c}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *runs = describe (rows[i].html);

    tell (rows[i].html);
    g_assert_cmpstr (runs, ==, rows[i].runs);
  }
}

static void
test_long_link (void)
{
  g_autofree char *path = g_strnfill (4000, 'x');
  g_autofree char *html = g_strdup_printf ("<a href='https://%s'>y</a>", path);
  g_autofree char *runs = describe (html);

  g_assert_cmpstr (runs, ==, "{ |y}");
}

static void
check_sanity (const char *html)
{
  g_autofree char *text = oof_html_to_text (html);
  g_autofree char *runs = describe (html);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_utf8_validate (runs, -1, NULL));
  /* Text that was read is text: written and read again it says the same. */
  if (!oof_html_has_format (html)) {
    g_autofree char *again = oof_html_from_text (text);

    g_assert_true (oof_html_is_blank (again) == oof_html_is_blank (html));
  }
}

/* Bytes of the samples above cut, doubled, replaced and joined: always the same ones. */
static void
test_mutations (void)
{
  static const char alphabet[] = "<>/!-&;#='\" xap\xc3\xa4[]?";
  g_autoptr (GRand) random = g_rand_new_with_seed (20261221);

  for (guint round = 0; round < 20000; round++) {
    const char *one = readings[g_rand_int_range (random, 0, G_N_ELEMENTS (readings))].html;
    const char *two = readings[g_rand_int_range (random, 0, G_N_ELEMENTS (readings))].html;
    g_autoptr (GString) html = g_string_new (one);

    g_string_insert (html, g_rand_int_range (random, 0, (gint32) html->len + 1), two);
    for (int n = g_rand_int_range (random, 0, 6); n > 0 && html->len > 0; n--) {
      gint32 at = g_rand_int_range (random, 0, (gint32) html->len);

      if (g_rand_boolean (random))
        g_string_erase (html, at, MIN (3, (gssize) html->len - at));
      else
        html->str[at] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
    }
    check_sanity (html->str);
  }
}

/* Each takes milliseconds; with a loop in a loop it would be minutes. */
static void
test_linear (void)
{
  static const char *const units[] = { "<",      "<a ",         "<a b=\"",   "</b>",
                                       "<b>",    "<div>",       "<ul><li>x", "&",
                                       "<!--",   "<![CDATA[",   "&#",        "<script>",
                                       "<br>",   "<table><td>", "&nbsp;",    "<p style=a:b;",
                                       "<a ====" };
  gint64 begin_us = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (GString) html = g_string_new (NULL);
    g_autofree char *text = NULL;

    while (html->len < 256 * 1024)
      g_string_append (html, units[i]);
    text = oof_html_to_text (html->str);
    g_test_message ("%s: %" G_GSIZE_FORMAT " bytes", units[i], strlen (text));
    g_assert_cmpuint (strlen (text), <=, 8 * html->len);
  }
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 20 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oof/html/text", test_text);
  g_test_add_func ("/oof/html/from-text", test_from_text);
  g_test_add_func ("/oof/html/blank", test_blank);
  g_test_add_func ("/oof/html/format", test_format);
  g_test_add_func ("/oof/html/runs", test_runs);
  g_test_add_func ("/oof/html/long-link", test_long_link);
  g_test_add_func ("/oof/html/mutations", test_mutations);
  g_test_add_func ("/oof/html/linear", test_linear);
  return g_test_run ();
}
