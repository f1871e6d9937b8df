/* test-name.c - typed names: parted, understood, asked for, compared
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-name.h"
#include "directory-names.h"

#include <string.h>

static const struct
{
  const char *pasted;
  const char *names; /* joined by | */
} pastes[] = {
  { "", "" },
  { "ann", "ann" },
  { " ann ; bob;;\n\n ann\r\nBOB;carl\t", "ann|bob|carl" },
  { "Miller, Ann\nM\303\274ller, Bo;", "Miller, Ann|M\303\274ller, Bo" },
  { "\xef\xbb\xbf"
    "ann\xc2\xa0\xe2\x80\xa8\xe2\x80\x8b"
    "bob",
    "ann|bob" },
  { "a\xff"
    "b",
    "a\xef\xbf\xbd"
    "b" },
  { ";;;\n\n\r", "" },
};

static void
test_split (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pastes); i++) {
    g_auto (GStrv) names = directory_names_split (pastes[i].pasted);
    g_autofree char *joined = g_strjoinv ("|", names);

    g_test_message ("%s", pastes[i].names);
    g_assert_cmpstr (joined, ==, pastes[i].names);
  }
}

static void
test_split_many (void)
{
  g_autoptr (GString) pasted = g_string_new (NULL);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (pasted, "user%u@corp.example\n", i % 50000);
  names = directory_names_split (pasted->str);
  g_assert_cmpuint (g_strv_length (names), ==, 50000);
}

#define ANY(v) "(|(anr=" v ")(userPrincipalName=" v "*)(mail=" v "*)(proxyAddresses=smtp:" v "*))"

static const struct
{
  const char *typed;
  DirectoryNameKind kind;
  const char *filter;
} kinds[] = {
  { "", DIRECTORY_NAME_BAD, NULL },
  { "   ", DIRECTORY_NAME_BAD, NULL },
  { "*", DIRECTORY_NAME_BAD, NULL },
  { "=", DIRECTORY_NAME_BAD, NULL },
  { "a\x01"
    "b",
    DIRECTORY_NAME_BAD, NULL },
  { "\xff", DIRECTORY_NAME_BAD, NULL },
  { "ann", DIRECTORY_NAME_PLAIN, ANY ("ann") },
  { " ann mil ", DIRECTORY_NAME_PLAIN, ANY ("ann mil") },
  { "*)(objectClass=*", DIRECTORY_NAME_PLAIN, ANY ("\\2a\\29\\28objectClass=\\2a") },
  { "O'Brien", DIRECTORY_NAME_PLAIN, ANY ("O'Brien") },
  { "a=b", DIRECTORY_NAME_PLAIN, ANY ("a=b") },
  { "Miller, Ann", DIRECTORY_NAME_PLAIN,
    "(|(anr=Miller, Ann)(anr=Ann Miller)(userPrincipalName=Miller, Ann*)(mail=Miller, Ann*)"
    "(proxyAddresses=smtp:Miller, Ann*))" },
  { "Miller, Ann, PhD", DIRECTORY_NAME_PLAIN, ANY ("Miller, Ann, PhD") },
  { "Miller,", DIRECTORY_NAME_PLAIN, ANY ("Miller,") },
  { "=Ann", DIRECTORY_NAME_EXACT,
    "(|(anr==Ann)(userPrincipalName=Ann)(mail=Ann)(proxyAddresses=smtp:Ann))" },
  { "ann@corp.example", DIRECTORY_NAME_ADDRESS,
    "(|(userPrincipalName=ann@corp.example*)(mail=ann@corp.example*)"
    "(proxyAddresses=smtp:ann@corp.example*)(sAMAccountName=ann))" },
  { "Ann Miller <ann@x>", DIRECTORY_NAME_ADDRESS,
    "(|(userPrincipalName=ann@x*)(mail=ann@x*)(proxyAddresses=smtp:ann@x*)(sAMAccountName=ann))" },
  { "@corp", DIRECTORY_NAME_PLAIN, ANY ("@corp") },
  { "CORP\\ann", DIRECTORY_NAME_LOGON, "(|(sAMAccountName=ann)(displayName=CORP\\5cann))" },
  { "CORP\\", DIRECTORY_NAME_PLAIN, ANY ("CORP\\5c") },
  { "a\\b\\c", DIRECTORY_NAME_PLAIN, ANY ("a\\5cb\\5cc") },
  { "CN=Ann\\, M,DC=x", DIRECTORY_NAME_DN, "(distinguishedName=CN=Ann\\5c, M,DC=x)" },
  { "S-1-5-32-544", DIRECTORY_NAME_SID,
    "(objectSid=\\01\\02\\00\\00\\00\\00\\00\\05\\20\\00\\00\\00\\20\\02\\00\\00)" },
  { "67661d7f-8fc4-4fa7-bfac-e1d7794c1f68", DIRECTORY_NAME_GUID,
    "(objectGUID=\\7f\\1d\\66\\67\\c4\\8f\\a7\\4f\\bf\\ac\\e1\\d7\\79\\4c\\1f\\68)" },
};

static void
test_kinds (void)
{
  g_autofree char *longer = g_strnfill (DIRECTORY_FILTER_MOST_CHARS + 1, 'x');
  g_autoptr (DirectoryName) too_long = directory_name_new (longer);

  g_assert_cmpint (too_long->kind, ==, DIRECTORY_NAME_BAD);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (DirectoryName) name = directory_name_new (kinds[i].typed);
    g_autoptr (DirectoryFilter) filter = directory_name_filter (name);
    g_autofree char *text = filter != NULL ? directory_filter_text (filter) : NULL;

    g_test_message ("%s", kinds[i].filter);
    g_assert_cmpint (name->kind, ==, kinds[i].kind);
    g_assert_cmpstr (text, ==, kinds[i].filter);
  }
}

static void
test_exact_filter (void)
{
  g_autoptr (DirectoryName) name = directory_name_new ("Miller, Ann");
  g_autoptr (DirectoryFilter) filter = directory_name_exact_filter (name);
  g_autofree char *text = directory_filter_text (filter);

  g_assert_cmpstr (text, ==,
                   "(|(sAMAccountName=Miller, Ann)(displayName=Miller, Ann)(displayName=Ann Miller)"
                   "(userPrincipalName=Miller, Ann)(mail=Miller, Ann)"
                   "(proxyAddresses=smtp:Miller, Ann))");
}

static const guint8 guid[] = { 0x7f, 0x1d, 0x66, 0x67, 0xc4, 0x8f, 0xa7, 0x4f,
                               0xbf, 0xac, 0xe1, 0xd7, 0x79, 0x4c, 0x1f, 0x68 };
static const guint8 sid[] = { 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0 };

static const DirectoryCalled miller = {
  .display = "Ann M\303\274ller",
  .given = "Ann",
  .surname = "M\303\274ller-\305\201ukasz Maria",
  .logon = "amueller",
  .upn = "ann.m@alt.example",
  .mail = "ann@mail.example",
  .others = { "M\303\274ller Ann (Ext)", NULL, "Room 101" },
  .n_others = 3,
  .addresses = { "SMTP:ann@mail.example", "smtp:am@old.example", "X500:/o=Lab/cn=am" },
  .n_addresses = 3,
  .dn = "CN=M\303\274ller Ann (Ext),OU=S,DC=corp,DC=example",
  .domain = "corp.example",
  .netbios = "CORP",
  .guid = guid,
  .sid = sid,
  .n_sid = sizeof sid,
};

static const struct
{
  const char *typed;
  DirectoryFit fit;
} fits[] = {
  { "ann m\303\234ller", DIRECTORY_FIT_EXACT },
  { "Ann Muller", DIRECTORY_FIT_BEGINS }, /* accents aside */
  { "AMUELLER", DIRECTORY_FIT_EXACT },
  { "=amueller", DIRECTORY_FIT_EXACT },
  { "=ann", DIRECTORY_FIT_BEGINS },
  { "=an", DIRECTORY_FIT_NONE },
  { "an", DIRECTORY_FIT_BEGINS },
  { "nn", DIRECTORY_FIT_NONE },
  { "M\303\274", DIRECTORY_FIT_BEGINS },
  { "muller an", DIRECTORY_FIT_BEGINS },
  { "an mul", DIRECTORY_FIT_BEGINS },
  { "an muller-luk", DIRECTORY_FIT_BEGINS },
  { "mu an x", DIRECTORY_FIT_NONE },
  { "M\303\274ller, Ann", DIRECTORY_FIT_EXACT },
  { "M\303\274, A", DIRECTORY_FIT_BEGINS },
  { "Room 10", DIRECTORY_FIT_BEGINS },
  { "M\303\274ller Ann (", DIRECTORY_FIT_BEGINS },
  { "ann.m@alt.example", DIRECTORY_FIT_EXACT },
  { "ANN@MAIL.EXAMPLE", DIRECTORY_FIT_EXACT },
  { "am@old.example", DIRECTORY_FIT_EXACT },
  { "am@old", DIRECTORY_FIT_BEGINS },
  { "amueller@corp.example", DIRECTORY_FIT_EXACT }, /* the implicit one */
  { "amueller@corp", DIRECTORY_FIT_EXACT },
  { "amueller@elsewhere.example", DIRECTORY_FIT_NEAR },
  { "bob@corp.example", DIRECTORY_FIT_NONE },
  { "corp\\AMueller", DIRECTORY_FIT_EXACT },
  { "corp.example\\amueller", DIRECTORY_FIT_EXACT },
  { "FAB\\amueller", DIRECTORY_FIT_NEAR },
  { "corp\\amuel", DIRECTORY_FIT_NONE },
  { "cn=m\303\234ller ann (ext), ou=s,dc=corp,dc=example", DIRECTORY_FIT_EXACT },
  { "CN=Ann,DC=corp,DC=example", DIRECTORY_FIT_NONE },
  { "{67661D7F-8FC4-4FA7-BFAC-E1D7794C1F68}", DIRECTORY_FIT_EXACT },
  { "67661d7f-8fc4-4fa7-bfac-e1d7794c1f69", DIRECTORY_FIT_NONE },
  { "S-1-5-32-544", DIRECTORY_FIT_EXACT },
  { "S-1-5-32-545", DIRECTORY_FIT_NONE },
  { "x500:/o=Lab", DIRECTORY_FIT_BEGINS },
  { "*", DIRECTORY_FIT_NONE },
};

static void
test_fits (void)
{
  g_autoptr (DirectoryFolded) entry = directory_folded_new (&miller);

  for (gsize i = 0; i < G_N_ELEMENTS (fits); i++) {
    g_autoptr (DirectoryName) name = directory_name_new (fits[i].typed);

    g_test_message ("%s", fits[i].typed);
    g_assert_cmpint (directory_name_fits (name, entry), ==, fits[i].fit);
  }
}

/* "Back\\Slash" is a name as well as an account. */
static void
test_fits_backslash (void)
{
  const DirectoryCalled called = {
    .display = "Back\\Slash", .dn = "", .domain = "", .netbios = ""
  };
  g_autoptr (DirectoryFolded) entry = directory_folded_new (&called);
  g_autoptr (DirectoryName) name = directory_name_new ("back\\slash");

  g_assert_cmpint (directory_name_fits (name, entry), ==, DIRECTORY_FIT_EXACT);
}

static void
test_fits_nothing_known (void)
{
  const DirectoryCalled nobody = { .dn = "", .domain = "", .netbios = "" };
  g_autoptr (DirectoryFolded) entry = directory_folded_new (&nobody);

  for (gsize i = 0; i < G_N_ELEMENTS (fits); i++) {
    g_autoptr (DirectoryName) name = directory_name_new (fits[i].typed);

    g_assert_cmpint (directory_name_fits (name, entry), ==, DIRECTORY_FIT_NONE);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/name/split", test_split);
  g_test_add_func ("/directory/name/split-many", test_split_many);
  g_test_add_func ("/directory/name/kinds", test_kinds);
  g_test_add_func ("/directory/name/exact-filter", test_exact_filter);
  g_test_add_func ("/directory/name/fits", test_fits);
  g_test_add_func ("/directory/name/fits-backslash", test_fits_backslash);
  g_test_add_func ("/directory/name/fits-nothing-known", test_fits_nothing_known);
  return g_test_run ();
}
