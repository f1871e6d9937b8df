/* test-sealed-body.c - the multipart form of an encrypted body, byte for byte
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "http-sealed-body.h"

#include <string.h>

#define HEAD(blank, length)                                                                        \
  "--" blank                                                                                       \
  "Encrypted Boundary\r\n\tContent-Type: application/HTTP-Kerberos-session-encrypted\r\n"          \
  "\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=" length "\r\n--" blank       \
  "Encrypted Boundary\r\n"                                                                         \
  "\tContent-Type: application/octet-stream\r\n"
#define TAIL(blank) "--" blank "Encrypted Boundary--\r\n"

static void
test_pack (void)
{
  static const char expected[] = HEAD ("", "5") "\x04\0\0\0HEAD\x01\0\xFF-x" TAIL ("");
  g_autoptr (GBytes) head = g_bytes_new_static ("HEAD", 4);
  g_autoptr (GBytes) cipher = g_bytes_new_static ("\x01\0\xFF-x", 5);
  g_autoptr (GBytes) body = http_sealed_body_pack (HTTP_SEAL_KERBEROS, 5, head, cipher);

  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected,
                   sizeof expected - 1);
  g_assert_cmpstr (http_sealed_body_type (HTTP_SEAL_NEGOTIATE), ==,
                   "multipart/encrypted;protocol=\"application/"
                   "HTTP-SPNEGO-session-encrypted\";boundary=\"Encrypted "
                   "Boundary\"");
}

typedef struct
{
  const char *what;
  const char *body;
  gsize size;
  const char *sealed; /* NULL: refused */
} Row;

#define ROW(what, body, sealed)                                                                    \
  {                                                                                                \
    what, body, sizeof (body) - 1, sealed                                                          \
  }

static void
test_unpack (void)
{
  static const Row rows[] = {
    ROW ("ours", HEAD ("", "3") "\x02\0\0\0HHabc" TAIL (""), "HHabc"),
    ROW ("Exchange's", HEAD (" ", "3") "\x02\0\0\0HHabc" TAIL (" "), "HHabc"),
    ROW ("a boundary in it", HEAD ("", "22") "\x02\0\0\0HH--Encrypted Boundary\r\n" TAIL (""),
         "HH--Encrypted Boundary\r\n"),
    ROW ("small letters",
         "--Encrypted Boundary\r\ncontent-type: x\r\noriginalcontent: "
         "type=a;length=3\r\n--Encrypted Boundary\r\n"
         "content-type: APPLICATION/octet-stream\r\n\x02\0\0\0HHabc--Encrypted Boundary--\r\n",
         "HHabc"),
    ROW ("nothing", "", NULL),
    ROW ("no multipart", "<s:Envelope/>", NULL),
    ROW ("no length", "--Encrypted Boundary\r\n\tContent-Type: x\r\n--Encrypted Boundary\r\n",
         NULL),
    ROW ("two lengths",
         "--Encrypted Boundary\r\nOriginalContent: a;Length=3\r\nOriginalContent: a;Length=4\r\n",
         NULL),
    ROW ("a negative length", HEAD ("", "-3") "\x02\0\0\0HHabc" TAIL (""), NULL),
    ROW ("a length that is none", HEAD ("", "3x") "\x02\0\0\0HHabc" TAIL (""), NULL),
    ROW ("two gigabytes", HEAD ("", "2147483647") "\x02\0\0\0HHabc" TAIL (""), NULL),
    ROW ("four gigabytes and more", HEAD ("", "18446744073709551615") "\x02\0\0\0HHabc" TAIL (""),
         NULL),
    ROW ("a long head", HEAD ("", "3") "\xFF\xFF\xFF\xFFHHabc" TAIL (""), NULL),
    ROW ("no head", HEAD ("", "3") "\0\0\0\0abc" TAIL (""), NULL),
    ROW ("too short", HEAD ("", "4") "\x02\0\0\0HHabc" TAIL (""), NULL),
    ROW ("too long", HEAD ("", "2") "\x02\0\0\0HHabc" TAIL (""), NULL),
    ROW ("cut in the head", HEAD ("", "3") "\x02\0", NULL),
    ROW ("no end", HEAD ("", "3") "\x02\0\0\0HHabc", NULL),
    ROW ("more behind it", HEAD ("", "3") "\x02\0\0\0HHabc" TAIL ("") "x", NULL),
    ROW ("another boundary", "--Other\r\nOriginalContent: a;Length=3\r\n--Other\r\n", NULL),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GBytes) body = g_bytes_new (rows[i].body, rows[i].size);
    g_autoptr (GError) error = NULL;
    gsize length = 0;
    g_autoptr (GBytes) sealed = http_sealed_body_unpack (body, &length, &error);

    g_test_message ("%s", rows[i].what);
    if (rows[i].sealed == NULL) {
      g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
      g_assert_cmpstr (base_error_facts (error)->reason, ==, "sealed-body");
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpuint (length, ==, strlen (rows[i].sealed) - 2);
    g_assert_cmpmem (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), rows[i].sealed,
                     strlen (rows[i].sealed));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/sealed-body/pack", test_pack);
  g_test_add_func ("/http/sealed-body/unpack", test_unpack);
  return g_test_run ();
}
