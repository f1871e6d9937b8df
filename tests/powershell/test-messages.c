/* test-messages.c - messages and fragments: the bytes that a real server took, and cuts everywhere
 *
 * The sums are of what an independent generator made from the protocol's description, after it had
 * reproduced what was recorded at a real server.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "powershell-base64.h"
#include "powershell-fragment.h"
#include "powershell-message.h"

#include <gio/gio.h>
#include <string.h>

static PowershellGuid
parse_guid (const char *text)
{
  PowershellGuid guid = { { 0 } };

  g_assert_true (powershell_guid_parse (text, &guid));
  return guid;
}

static GBytes *
join (GPtrArray *fragments)
{
  GByteArray *all = g_byte_array_new ();

  for (guint i = 0; i < fragments->len; i++)
    g_byte_array_append (all, g_bytes_get_data (fragments->pdata[i], NULL),
                         (guint) g_bytes_get_size (fragments->pdata[i]));
  return g_byte_array_free_to_bytes (all);
}

static void
append_message (GByteArray *out, guint64 object, PowershellMessageType type, PowershellValue *body)
{
  PowershellGuid pool = parse_guid ("00112233-4455-6677-8899-aabbccddeeff");
  PowershellGuid pipeline = parse_guid ("01234567-89ab-cdef-0123-456789abcdef");
  g_autoptr (GBytes) message = powershell_message_write (
      type, &pool, type == POWERSHELL_CREATE_PIPELINE ? &pipeline : NULL, body);
  g_autoptr (GPtrArray) fragments = powershell_fragment_split (object, message);
  g_autoptr (GBytes) all = join (fragments);

  g_byte_array_append (out, g_bytes_get_data (all, NULL), (guint) g_bytes_get_size (all));
  powershell_value_unref (body);
}

static void
assert_sum (const GByteArray *bytes, const char *sum)
{
  g_autofree char *seen = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes->data, bytes->len);

  g_assert_cmpstr (seen, ==, sum);
}

static void
test_open (void)
{
  static const guint8 head[] = { 0,    0,    0,    0,    0,    0,    0,    1,    0,
                                 0,    0,    0,    0,    0,    0,    0,    3,    0,
                                 0,    0,    0xc7, 2,    0,    0,    0,    2,    0,
                                 1,    0,    0x33, 0x22, 0x11, 0,    0x55, 0x44, 0x77,
                                 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff };
  g_autoptr (GByteArray) out = g_byte_array_new ();

  append_message (out, 1, POWERSHELL_SESSION_CAPABILITY, powershell_message_capability ());
  g_assert_cmpuint (out->len, ==, 220);
  append_message (out, 2, POWERSHELL_INIT_RUNSPACEPOOL, powershell_message_init_pool ());
  g_assert_cmpuint (out->len, ==, 1006);
  g_assert_cmpmem (out->data, sizeof head, head, sizeof head);
  assert_sum (out, "0ffd9964166e53000d14703f1deaf9b5a6d72c3066d4349ad9d5e218e6e0c8aa");
}

static void
test_pipeline (void)
{
  g_autoptr (PowershellCommand) command =
      powershell_command_new (POWERSHELL_GET_MANAGEMENT_ROLE_ASSIGNMENT);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  powershell_command_put_text (command, "Role", "ApplicationImpersonation");
  powershell_command_put_switch (command, "GetEffectiveUsers", TRUE);
  g_assert_true (powershell_command_check (command, NULL));
  append_message (out, 3, POWERSHELL_CREATE_PIPELINE, powershell_message_create_pipeline (command));
  g_assert_cmpuint (out->len, ==, 2428);
  assert_sum (out, "2c7641764b8021389f8488d9472b75bbecfd97f5195dfbe1df0da0f9717cd3c7");
}

static gboolean
keep_message (GBytes *message, gpointer data, GError **error)
{
  g_ptr_array_add (data, g_bytes_ref (message));
  return TRUE;
}

static GBytes *
make_message (gsize size, guint8 first)
{
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (first + i * 7);
  return g_bytes_new_take (bytes, size);
}

/* Two messages whose fragments alternate, pushed in pieces of every size. */
static void
test_cuts (void)
{
  g_autoptr (GBytes) one = make_message (POWERSHELL_MOST_FRAGMENT_BYTES * 2 + 5, 1);
  g_autoptr (GBytes) two = make_message (POWERSHELL_MOST_FRAGMENT_BYTES + 1, 2);
  g_autoptr (GBytes) small = make_message (3, 3);
  g_autoptr (GPtrArray) first = powershell_fragment_split (7, one);
  g_autoptr (GPtrArray) second = powershell_fragment_split (8, two);
  g_autoptr (GPtrArray) third = powershell_fragment_split (9, small);
  g_autoptr (GPtrArray) mixed = g_ptr_array_new ();
  g_autoptr (GBytes) all = NULL;
  static const gsize pieces[] = { 1, 2, 3, 20, 21, 22, 41, 1000, 32768, 1000000 };

  g_assert_cmpuint (first->len, ==, 3);
  g_ptr_array_add (mixed, first->pdata[0]);
  g_ptr_array_add (mixed, second->pdata[0]);
  g_ptr_array_add (mixed, first->pdata[1]);
  g_ptr_array_add (mixed, third->pdata[0]);
  g_ptr_array_add (mixed, first->pdata[2]);
  g_ptr_array_add (mixed, second->pdata[1]);
  all = join (mixed);

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (PowershellJoiner) joiner = powershell_joiner_new (keep_message, got);
    gsize size;
    const guint8 *bytes = g_bytes_get_data (all, &size);

    for (gsize at = 0; at < size;) {
      gsize step = MIN (pieces[i], size - at);
      g_autoptr (GError) error = NULL;

      g_assert_true (powershell_joiner_push (joiner, bytes + at, step, &error));
      g_assert_no_error (error);
      at += step;
    }
    g_assert_cmpuint (got->len, ==, 3);
    g_assert_true (g_bytes_equal (got->pdata[0], small));
    g_assert_true (g_bytes_equal (got->pdata[1], one));
    g_assert_true (g_bytes_equal (got->pdata[2], two));
    g_assert_true (powershell_joiner_is_empty (joiner));
  }
}

static void
append_header (GByteArray *out, guint64 object, guint64 number, guint8 flags, guint32 length)
{
  guint64 wide[] = { GUINT64_TO_BE (object), GUINT64_TO_BE (number) };
  guint32 long_length = GUINT32_TO_BE (length);

  g_byte_array_append (out, (const guint8 *) wide, sizeof wide);
  g_byte_array_append (out, &flags, 1);
  g_byte_array_append (out, (const guint8 *) &long_length, 4);
}

typedef struct
{
  guint64 object;
  guint64 number;
  guint8 flags;
  guint32 length;
  guint bytes; /* that really follow */
} Piece;

static void
test_hostile (void)
{
  static const struct
  {
    const char *what;
    Piece pieces[3];
    guint n;
    gboolean is_fine;
  } rows[] = {
    { "two in a row", { { 1, 0, 3, 2, 2 }, { 2, 0, 3, 2, 2 } }, 2, TRUE },
    { "two parts", { { 1, 0, 1, 2, 2 }, { 1, 1, 2, 2, 2 } }, 2, TRUE },
    { "an empty end", { { 1, 0, 1, 2, 2 }, { 1, 1, 2, 0, 0 } }, 2, TRUE },
    { "no beginning", { { 1, 0, 2, 2, 2 } }, 1, FALSE },
    { "begins twice", { { 1, 0, 1, 2, 2 }, { 1, 0, 1, 2, 2 } }, 2, FALSE },
    { "one is missing", { { 1, 0, 1, 2, 2 }, { 1, 2, 2, 2, 2 } }, 2, FALSE },
    { "the same again", { { 1, 0, 1, 2, 2 }, { 1, 0, 0, 2, 2 } }, 2, FALSE },
    { "unknown flags", { { 1, 0, 0x83, 2, 2 } }, 1, FALSE },
    { "two gigabytes", { { 1, 0, 3, 0x7FFFFFFF, 2 } }, 1, FALSE },
    { "four gigabytes", { { 1, 0, 3, 0xFFFFFFFF, 2 } }, 1, FALSE },
    { "just too long", { { 1, 0, 3, POWERSHELL_MOST_MESSAGE_BYTES + 1, 2 } }, 1, FALSE },
    { "without end", { { 1, 0, 1, 0, 0 } }, 1, FALSE },
    { "a great number", { { G_MAXUINT64, G_MAXUINT64, 3, 2, 2 } }, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autoptr (PowershellJoiner) joiner = powershell_joiner_new (keep_message, got);
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", rows[i].what);
    for (guint k = 0; k < rows[i].n; k++) {
      const Piece *piece = &rows[i].pieces[k];

      append_header (bytes, piece->object, piece->number, piece->flags, piece->length);
      g_byte_array_append (bytes, (const guint8 *) "xxxx", piece->bytes);
    }
    g_assert_true (powershell_joiner_push (joiner, bytes->data, bytes->len, &error) ==
                   rows[i].is_fine);
    if (rows[i].is_fine) {
      g_assert_no_error (error);
      continue;
    }
    g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
    g_assert_cmpstr (base_error_facts (error)->reason, ==, "powershell-answer");
    g_assert_false (powershell_joiner_push (joiner, bytes->data, 0, NULL));
  }
}

static void
test_many_open (void)
{
  g_autoptr (GPtrArray) got = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (PowershellJoiner) joiner = powershell_joiner_new (keep_message, got);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (gboolean goes_on = TRUE; goes_on; n++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();

    append_header (bytes, n + 1, 0, 1, 1);
    g_byte_array_append (bytes, (const guint8 *) "x", 1);
    goes_on = powershell_joiner_push (joiner, bytes->data, bytes->len, &error);
  }
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_assert_cmpuint (n, ==, POWERSHELL_MOST_OPEN_MESSAGES + 1);
}

/* type and body of a message of the server; body NULL: cut in its header */
static gboolean
read_message (guint32 to, guint32 type, const char *body, PowershellMessage *ret, GError **error)
{
  GByteArray *bytes = g_byte_array_new ();
  guint32 head[] = { GUINT32_TO_LE (to), GUINT32_TO_LE (type) };
  g_autoptr (GBytes) message = NULL;

  g_byte_array_append (bytes, (const guint8 *) head, sizeof head);
  for (guint8 i = 0; i < 31; i++)
    g_byte_array_append (bytes, &i, 1);
  if (body != NULL) {
    g_byte_array_append (bytes, (const guint8 *) "\xFF", 1);
    g_byte_array_append (bytes, (const guint8 *) body, (guint) strlen (body));
  }
  message = g_byte_array_free_to_bytes (bytes);
  return powershell_message_read (message, ret, error);
}

static void
test_read (void)
{
  g_auto (PowershellMessage) state = { 0 };
  g_auto (PowershellMessage) progress = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 number;

  g_assert_true (
      read_message (1, POWERSHELL_RUNSPACEPOOL_STATE,
                    "\xEF\xBB\xBF<Obj RefId=\"0\"><MS><I32 N=\"RunspaceState\">2</I32></MS></Obj>",
                    &state, &error));
  g_assert_true (
      powershell_value_integer (powershell_value_property (state.body, "RunspaceState"), &number));
  g_assert_cmpint (number, ==, POWERSHELL_POOL_OPENED);
  g_assert_cmpuint (state.pool.bytes[1], ==, 1);

  /* What nobody needs is not even looked at. */
  g_assert_true (read_message (1, POWERSHELL_PROGRESS_RECORD, "<<<", &progress, &error));
  g_assert_null (progress.body);

  g_assert_false (read_message (1, POWERSHELL_PIPELINE_STATE, NULL, &progress, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_false (read_message (2, POWERSHELL_PIPELINE_STATE, "<S>x</S>", &progress, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
  g_clear_error (&error);
  g_assert_false (read_message (1, POWERSHELL_PIPELINE_OUTPUT, "<Foo/>", &progress, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
}

static void
test_base64 (void)
{
  static const struct
  {
    const char *text;
    const char *decoded; /* NULL: refused */
  } rows[] = { { "", "" },        { "YQ==", "a" },          { "YWI=", "ab" },
               { "YWJj", "abc" }, { " YW\r\nJj\t", "abc" }, { "YWJjZA==", "abcd" },
               { "YQ", NULL },    { "YQ=", NULL },          { "Y", NULL },
               { "YWJ", NULL },   { "YQ==YQ==", NULL },     { "Y-Q=", NULL },
               { "YWJj=", NULL }, { "====", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = powershell_base64_decode (rows[i].text, "this", &error);

    g_test_message ("%s", rows[i].text);
    if (rows[i].decoded == NULL) {
      g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), rows[i].decoded,
                     strlen (rows[i].decoded));
  }
}

static void
test_guids (void)
{
  PowershellGuid guid = parse_guid ("00112233-4455-6677-8899-aabbccddeeff");
  g_autofree char *text = powershell_guid_to_text (&guid);
  PowershellGuid none;

  g_assert_cmpstr (text, ==, "00112233-4455-6677-8899-AABBCCDDEEFF");
  g_assert_false (powershell_guid_parse ("00112233-4455-6677-8899-aabbccddeef", &none));
}

static void
test_commands (void)
{
  g_autoptr (PowershellCommand) set =
      powershell_command_new (POWERSHELL_SET_MAILBOX_AUTO_REPLY_CONFIGURATION);
  g_autoptr (PowershellCommand) empty = powershell_command_new (POWERSHELL_GET_EXCHANGE_SERVER);
  g_autoptr (PowershellCommand) other = powershell_command_new (POWERSHELL_GET_EXCHANGE_SERVER);
  g_autoptr (PowershellCommand) twice = powershell_command_new (POWERSHELL_GET_EXCHANGE_SERVER);
  g_autoptr (GError) error = NULL;
  gboolean is_on = TRUE;

  /* Never asks back, and never for everybody. */
  g_assert_true (powershell_command_writes (set));
  g_assert_cmpstr (powershell_command_parameter (set, 0), ==, "Confirm");
  g_assert_true (powershell_value_boolean (powershell_command_argument (set, 0), &is_on) && !is_on);
  g_assert_false (powershell_command_check (set, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_clear_error (&error);
  powershell_command_put_text (set, "Identity", "ann@corp.example");
  powershell_command_put_message (set, "InternalMessage", "");
  g_assert_true (powershell_command_check (set, &error));

  powershell_command_put_text (empty, "Identity", "");
  g_assert_false (powershell_command_check (empty, &error));
  g_assert_error (error, BASE_ERROR, BASE_ERROR_REJECTED);
  g_assert_cmpstr (base_error_facts (error)->reason, ==, "powershell-command");
  g_clear_error (&error);

  powershell_command_put_text (other, "Identity; Remove-Mailbox", "x");
  g_assert_false (powershell_command_check (other, &error));
  g_clear_error (&error);

  powershell_command_put_text (twice, "Identity", "a");
  powershell_command_put_text (twice, "Identity", "b");
  g_assert_false (powershell_command_check (twice, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/powershell/messages/open", test_open);
  g_test_add_func ("/powershell/messages/pipeline", test_pipeline);
  g_test_add_func ("/powershell/messages/read", test_read);
  g_test_add_func ("/powershell/messages/base64", test_base64);
  g_test_add_func ("/powershell/messages/guids", test_guids);
  g_test_add_func ("/powershell/messages/commands", test_commands);
  g_test_add_func ("/powershell/fragments/cuts", test_cuts);
  g_test_add_func ("/powershell/fragments/hostile", test_hostile);
  g_test_add_func ("/powershell/fragments/many-open", test_many_open);
  return g_test_run ();
}
