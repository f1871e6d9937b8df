/* test-filter.c - filters: what is typed stays text, also for libldap's own reader
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "directory-filter.h"

#include <string.h>

static const struct
{
  const char *typed;
  const char *text; /* of (cn=typed) */
} values[] = {
  { "ann", "(cn=ann)" },
  { "", "(cn=)" },
  { "*)(objectClass=*", "(cn=\\2a\\29\\28objectClass=\\2a)" },
  { "a*b(c)d\\e", "(cn=a\\2ab\\28c\\29d\\5ce)" },
  { "\\2a", "(cn=\\5c2a)" },
  { "M\303\274ller", "(cn=M\\c3\\bcller)" },
  { "a\nb\x7f", "(cn=a\\0ab\\7f)" },
  { " a=b, <c>~>=:1.2:&|! ", "(cn= a=b, <c>~>=:1.2:&|! )" },
};

static void
check_text (DirectoryFilter *filter, const char *expected)
{
  g_autofree char *text = directory_filter_text (filter);

  g_assert_cmpstr (text, ==, expected);
  directory_filter_free (filter);
}

static void
test_values (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_test_message ("%s", values[i].text);
    check_text (directory_filter_equals ("cn", values[i].typed), values[i].text);
  }
}

static void
test_nodes (void)
{
  static const guint8 bytes[] = { 0x00, 0x2a, 0xff };
  DirectoryFilter *any = directory_filter_or (directory_filter_present ("mail"), NULL);

  check_text (directory_filter_begins ("sn", "Mi*"), "(sn=Mi\\2a*)");
  check_text (directory_filter_is ("sAMAccountType", 805306368), "(sAMAccountType=805306368)");
  check_text (directory_filter_at_least ("uSNChanged", G_MAXINT64),
              "(uSNChanged>=9223372036854775807)");
  check_text (directory_filter_bits ("userAccountControl", 2),
              "(userAccountControl:1.2.840.113556.1.4.803:=2)");
  check_text (directory_filter_bytes ("objectGUID", bytes, sizeof bytes),
              "(objectGUID=\\00\\2a\\ff)");
  check_text (directory_filter_anr ("Ann M"), "(anr=Ann M)");
  check_text (directory_filter_anr ("==Ann"), "(anr=Ann)");
  check_text (directory_filter_anr_exactly ("Ann"), "(anr==Ann)");
  check_text (directory_filter_in_chain ("memberOf", "CN=A\\, (b),DC=x"),
              "(memberOf:1.2.840.113556.1.4.1941:=CN=A\\5c, \\28b\\29,DC=x)");

  directory_filter_add (any, directory_filter_not (directory_filter_equals ("cn", "a")));
  check_text (directory_filter_and (any, directory_filter_present ("sn"), NULL),
              "(&(|(mail=*)(!(cn=a)))(sn=*))");
  check_text (directory_filter_and (NULL, NULL), "(objectClass=*)");
  check_text (directory_filter_or (NULL, NULL), "(!(objectClass=*))");
}

static void
test_check (void)
{
  g_autofree char *longest = g_strnfill (DIRECTORY_FILTER_MOST_CHARS, 'x');
  g_autofree char *longer = g_strnfill (DIRECTORY_FILTER_MOST_CHARS + 1, 'x');
  const char *const bad[] = { longer, "\xff", "a\xc3" };
  g_autoptr (GError) error = NULL;

  g_assert_true (directory_filter_check (longest, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (directory_filter_check (bad[i], &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "bad-name");
    g_clear_error (&error);
  }
}

static const struct
{
  const char *text;
  gboolean is_filter;
} written[] = {
  { "(department=Sales)", TRUE },
  { " (& (department=Sales) (!(l=Graz)) (|(a~=b)(c>=1)(d<=2)) ) ", TRUE },
  { "(cn=*a*b\\2a)", TRUE },
  { "(memberOf:1.2.840.113556.1.4.1941:=CN=A\\2c B,DC=x)", TRUE },
  { "(cn:dn:2.5.13.5:=x)", TRUE },
  { "(:dn:2.4.6:=x)", TRUE },
  { "(userCertificate;binary=\\04\\02)", TRUE },
  { "(mail=)", TRUE },
  { "", FALSE },
  { "department=Sales", FALSE },
  { "(department=Sales", FALSE },
  { "(department=Sales))", FALSE },
  { "(a=b)(c=d)", FALSE },
  { "(a=b))(|(c=d)", FALSE },
  { "(&)", FALSE },
  { "(!(a=b)(c=d))", FALSE },
  { "(=b)", FALSE },
  { "(a b=c)", FALSE },
  { "(a=(b))", FALSE },
  { "(a=\\2)", FALSE },
  { "(a=\\zz)", FALSE },
  { "(a:=b", FALSE },
  { "(a::=b)", FALSE },
  { "(a=\377)", FALSE },
};

static void
test_read (void)
{
  g_autoptr (GString) deep = g_string_new ("(a=b)");

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DirectoryFilter) filter = directory_filter_read (written[i].text, &error);
    g_autofree char *text = filter != NULL ? directory_filter_text (filter) : NULL;
    g_autofree char *stripped = g_strstrip (g_strdup (written[i].text));

    g_test_message ("row %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (text, ==, written[i].is_filter ? stripped : NULL);
    if (!written[i].is_filter) {
      g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "bad-filter");
    }
  }
  for (guint i = 0; i < DIRECTORY_FILTER_MOST_DEPTH; i++) {
    g_assert_true (directory_filter_is_whole (deep->str, NULL));
    g_string_prepend (deep, "(!");
    g_string_append_c (deep, ')');
  }
  g_assert_false (directory_filter_is_whole (deep->str, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/filter/values", test_values);
  g_test_add_func ("/directory/filter/nodes", test_nodes);
  g_test_add_func ("/directory/filter/check", test_check);
  g_test_add_func ("/directory/filter/read", test_read);
  return g_test_run ();
}
