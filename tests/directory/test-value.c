/* test-value.c - distinguished names, GUIDs, SIDs, times, pictures
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-dn.h"
#include "directory-value.h"

#include <string.h>

static const struct
{
  const char *dn;
  const char *domain;
  const char *path;
  const char *name;
  const char *parent;
} names[] = {
  { "CN=Ann,OU=Sales,DC=Corp,DC=example", "corp.example", "corp.example/Sales/Ann", "Ann",
    "OU=Sales,DC=Corp,DC=example" },
  { "DC=corp,DC=example", "corp.example", "corp.example", "corp", "DC=example" },
  { "CN=Smith\\, John,OU=B\303\274ro\\, S\303\274d,DC=x", "x",
    "x/B\303\274ro, S\303\274d/Smith, John", "Smith, John", "OU=B\303\274ro\\2C S\303\274d,DC=x" },
  { "CN=a/b\\\\c,DC=x", "x", "x/a\\/b\\\\c", "a/b\\c", "DC=x" },
  { "CN=\\#a \\\"b\\\" \\+\\;\\<\\>\\=,DC=x", "x", "x/#a \"b\" +;<>=", "#a \"b\" +;<>=", "DC=x" },
  { "CN=a\\0ADEL:1,CN=Deleted Objects,DC=x", "x", "x/Deleted Objects/a DEL:1", "a\nDEL:1",
    "CN=Deleted Objects,DC=x" },
  { "CN=a\\,DC=evil,DC=x", "x", "x/a,DC=evil", "a,DC=evil", "DC=x" },
  { "DC=@,CN=MicrosoftDNS,DC=x", "x", "x/MicrosoftDNS/@", "@", "CN=MicrosoftDNS,DC=x" },
  { "", "", "", "", "" },
  { "Miller, Ann", "", "", "", "" },
  { "*)(objectClass=*", "", "", "", "" },
};

static void
test_dn (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *domain = directory_dn_domain (names[i].dn);
    g_autofree char *path = directory_dn_path (names[i].dn);
    g_autofree char *name = directory_dn_name (names[i].dn);
    g_autofree char *parent = directory_dn_parent (names[i].dn);

    g_test_message ("%s", names[i].dn);
    g_assert_cmpstr (domain, ==, names[i].domain);
    g_assert_cmpstr (path, ==, names[i].path);
    g_assert_cmpstr (name, ==, names[i].name);
    g_assert_cmpstr (parent, ==, names[i].parent);
    g_assert_cmpint (directory_dn_is (names[i].dn), ==, *names[i].name != '\0');
  }
}

static void
test_dn_more (void)
{
  g_autofree char *one = directory_dn_key ("cn=ANN, ou=S\\C3\\BCd,dc=X");
  g_autofree char *two = directory_dn_key ("CN=ann,OU=S\303\234D,DC=x");
  g_autofree char *base = directory_dn_of_domain ("corp.example");
  g_autofree char *none = directory_dn_of_domain ("corp,dc=evil");
  g_auto (GStrv) parts = directory_dn_split_path ("x//a\\/b\\\\c/d/");
  g_autofree char *joined = g_strjoinv ("|", parts);

  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (base, ==, "dc=corp,dc=example");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (joined, ==, "x|a/b\\c|d");

  g_assert_cmpstr (directory_dn_tail ("CN=a\\,DC=b,DC=corp,DC=x"), ==, "DC=corp,DC=x");
  g_assert_cmpstr (directory_dn_tail ("dc=x"), ==, "dc=x");
  g_assert_null (directory_dn_tail ("CN=a"));
  g_assert_null (directory_dn_tail ("CN=\"a,DC=b\",DC=x"));
  g_assert_null (directory_dn_tail ("CN=a\\"));
}

static void
test_guid (void)
{
  static const guint8 data[] = { 0x7f, 0x1d, 0x66, 0x67, 0xc4, 0x8f, 0xa7, 0x4f,
                                 0xbf, 0xac, 0xe1, 0xd7, 0x79, 0x4c, 0x1f, 0x68 };
  static const char *const bad[] = { "",
                                     "67661d7f-8fc4-4fa7-bfac-e1d7794c1f6",
                                     "67661d7f-8fc4-4fa7-bfac-e1d7794c1f6g",
                                     "67661d7f08fc4-4fa7-bfac-e1d7794c1f68",
                                     "{67661d7f-8fc4-4fa7-bfac-e1d7794c1f68",
                                     "67661d7f-8fc4-4fa7-bfac-e1d7794c1f6888" };
  char text[DIRECTORY_GUID_TEXT];
  guint8 bytes[DIRECTORY_GUID_BYTES];

  g_assert_true (directory_value_guid_text (data, sizeof data, text));
  g_assert_cmpstr (text, ==, "67661d7f-8fc4-4fa7-bfac-e1d7794c1f68");
  g_assert_false (directory_value_guid_text (data, sizeof data - 1, text));
  g_assert_true (directory_value_guid ("{67661D7F-8FC4-4fa7-BFAC-E1D7794C1F68}", bytes));
  g_assert_cmpmem (bytes, sizeof bytes, data, sizeof data);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (directory_value_guid (bad[i], bytes));
}

static void
test_sid (void)
{
  static const guint8 data[] = { 1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0 };
  static const char *const bad[] = {
    "",
    "S-1",
    "S-1-5",
    "S-2-5-32",
    "S-1-5-",
    "S-1-5-4294967296",
    "S-1-5--1",
    "S-1-x-1",
    "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
    "S-1-281474976710656-1",
  };
  g_autofree char *text = directory_value_sid_text (data, sizeof data);
  guint8 bytes[DIRECTORY_SID_MOST_BYTES];
  gsize length = 0;

  g_assert_cmpstr (text, ==, "S-1-5-32-544");
  g_assert_true (directory_value_sid ("s-1-5-32-544", bytes, &length));
  g_assert_cmpmem (bytes, length, data, sizeof data);
  g_assert_true (directory_value_sid ("S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15", bytes, &length));
  g_assert_cmpuint (length, ==, DIRECTORY_SID_MOST_BYTES);
  g_assert_null (directory_value_sid_text (data, sizeof data - 1));
  g_assert_null (directory_value_sid_text ("", 0));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_test_message ("%s", bad[i]);
    g_assert_false (directory_value_sid (bad[i], bytes, &length));
  }
}

static void
test_photo (void)
{
  g_autofree guint8 *big = g_malloc0 (DIRECTORY_PHOTO_MOST_BYTES + 1);

  memcpy (big, "\xff\xd8\xff\xe0", 4);
  g_assert_true (directory_value_is_photo (big, 100));
  g_assert_true (directory_value_is_photo (big, DIRECTORY_PHOTO_MOST_BYTES));
  g_assert_false (directory_value_is_photo (big, DIRECTORY_PHOTO_MOST_BYTES + 1));
  g_assert_true (directory_value_is_photo ("\x89PNG\r\n\x1a\n....", 12));
  g_assert_false (directory_value_is_photo ("<svg onload=x>", 14));
  g_assert_false (directory_value_is_photo ("", 0));
  g_assert_false (directory_value_is_photo ("\xff\xd8", 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/directory/value/dn", test_dn);
  g_test_add_func ("/directory/value/dn-more", test_dn_more);
  g_test_add_func ("/directory/value/guid", test_guid);
  g_test_add_func ("/directory/value/sid", test_sid);
  g_test_add_func ("/directory/value/photo", test_photo);
  return g_test_run ();
}
