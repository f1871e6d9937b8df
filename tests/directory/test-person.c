/* test-person.c - from the bytes of an answer to a person: odd values, and how fast
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-person.h"

#include <ldap.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int ldap_init_fd (ber_socket_t fd, int proto, const char *url, LDAP **ret); /* openldap.h */
#define PROTO_TCP 1

static const char *const attributes[] = { DIRECTORY_PERSON_ATTRIBUTES, NULL };
static const char guid[] = "\x7f\x1d\x66\x67\xc4\x8f\xa7\x4f\xbf\xac\xe1\xd7\x79\x4c\x1f\x68";

typedef struct
{
  LDAP *ldap;
  int peer;
  BerElement *answer; /* open, after the attributes so far */
  struct berval bytes;
  DirectoryEntry *entry;
  LDAPMessage *message;
  DirectoryPersonReader reader;
} Story;

static void
set_up (Story *story, gconstpointer data)
{
  int fds[2];

  memset (story, 0, sizeof *story);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  g_assert_cmpint (ldap_init_fd (fds[0], PROTO_TCP, "ldap://peer", &story->ldap), ==, 0);
  story->peer = fds[1];
  story->entry = directory_entry_new (attributes);
  story->reader.schema = (DirectorySchema){ .has_exchange = TRUE, .has_kinds = TRUE };
}

static void
tear_down (Story *story, gconstpointer data)
{
  directory_person_reader_clear (&story->reader);
  directory_entry_free (story->entry);
  ldap_msgfree (story->message);
  ber_memfree (story->bytes.bv_val);
  ldap_unbind_ext (story->ldap, NULL, NULL);
  close (story->peer);
}

static void
begin (Story *story, int id, const char *dn)
{
  story->answer = ber_alloc_t (LBER_USE_DER);
  ber_printf (story->answer, "{it{s{", id, LDAP_RES_SEARCH_ENTRY, dn);
}

static void
put_bytes (Story *story, const char *attribute, const char *data, gsize length)
{
  struct berval value = { length, (char *) data };

  ber_printf (story->answer, "{s[O]}", attribute, &value);
}

static void
put (Story *story, const char *attribute, const char *value)
{
  put_bytes (story, attribute, value, strlen (value));
}

static gpointer
write_thread (gpointer data)
{
  Story *story = data;
  gsize done = 0;

  while (done < story->bytes.bv_len) {
    gssize n = write (story->peer, story->bytes.bv_val + done, story->bytes.bv_len - done);

    g_assert_cmpint (n, >, 0);
    done += (gsize) n;
  }
  return NULL;
}

/* The entry that was begun, as libldap hands it out. */
static ExchangePerson *
finish (Story *story)
{
  GThread *writer;
  int id = 0;

  ber_printf (story->answer, "}}}");
  ber_flatten2 (story->answer, &story->bytes, 1);
  ber_free (story->answer, 1);
  g_assert_cmpint (
      ldap_search_ext (story->ldap, "", LDAP_SCOPE_BASE, NULL, NULL, 0, NULL, NULL, NULL, 0, &id),
      ==, LDAP_SUCCESS);
  writer = g_thread_new ("peer", write_thread, story);
  g_assert_cmpint (ldap_result (story->ldap, id, LDAP_MSG_ONE, NULL, &story->message), ==,
                   LDAP_RES_SEARCH_ENTRY);
  g_thread_join (writer);
  g_assert_true (directory_entry_read (story->entry, story->ldap, story->message));
  return directory_person_read (&story->reader, story->entry);
}

static void
test_whole (Story *story, gconstpointer data)
{
  g_autoptr (ExchangePerson) person = NULL;

  begin (story, 1, "CN=Smith\\, Ann,OU=S,DC=Corp,DC=example");
  put_bytes (story, "objectGUID", guid, 16);
  put (story, "displayName", "Ann Smith");
  put (story, "MAIL", "ann@corp.example");
  put (story, "userPrincipalName", "ann@corp.example");
  put (story, "sAMAccountName", "ann");
  put (story, "sAMAccountType", "805306368");
  put (story, "userAccountControl", "514");
  put (story, "department", "Sales");
  put (story, "manager", "CN=Boss,DC=Corp,DC=example");
  put (story, "title", "Boss");
  put (story, "physicalDeliveryOfficeName", "Graz");
  put_bytes (story, "msExchMailboxGuid", guid, 16);
  put (story, "msExchRecipientTypeDetails", "2");
  person = finish (story);
  g_assert_cmpstr (person->id, ==, "67661d7f-8fc4-4fa7-bfac-e1d7794c1f68");
  g_assert_cmpstr (person->name, ==, "Ann Smith");
  g_assert_cmpstr (person->mail, ==, "ann@corp.example");
  g_assert_cmpstr (person->upn, ==, "ann@corp.example");
  g_assert_cmpstr (person->logon, ==, "ann");
  g_assert_cmpstr (person->domain, ==, "corp.example");
  g_assert_cmpstr (person->department, ==, "Sales");
  g_assert_cmpstr (person->title, ==, "Boss");
  g_assert_cmpstr (person->manager, ==, "CN=Boss,DC=Corp,DC=example");
  g_assert_cmpstr (person->office, ==, "Graz");
  g_assert_cmpstr (person->dn, ==, "CN=Smith\\, Ann,OU=S,DC=Corp,DC=example");
  g_assert_cmpint (person->kind, ==, EXCHANGE_PERSON_LINKED);
  g_assert_cmpint (person->home, ==, EXCHANGE_HOME_HERE);
  g_assert_true (person->is_disabled);
}

static void
test_without_exchange (Story *story, gconstpointer data)
{
  g_autoptr (ExchangePerson) person = NULL;

  story->reader.schema = (DirectorySchema){ 0 };
  begin (story, 1, "CN=Ann,DC=x");
  put_bytes (story, "objectGUID", guid, 16);
  put (story, "mail", "ann@x");
  put (story, "sAMAccountType", "805306368");
  person = finish (story);
  g_assert_cmpint (person->kind, ==, EXCHANGE_PERSON_USER);
  g_assert_cmpint (person->home, ==, EXCHANGE_HOME_NONE);
  g_assert_cmpstr (person->name, ==, "ann@x");
}

/* Everything missing but the id; then that too. */
static void
test_bare (Story *story, gconstpointer data)
{
  g_autoptr (ExchangePerson) person = NULL;

  begin (story, 1, "");
  put_bytes (story, "objectGUID", guid, 16);
  person = finish (story);
  g_assert_cmpint (person->kind, ==, EXCHANGE_PERSON_CONTACT);
  g_assert_cmpstr (person->name, ==, "");
  g_assert_cmpstr (person->domain, ==, "");
}

static void
test_nobody (Story *story, gconstpointer data)
{
  begin (story, 1, "CN=x,DC=x");
  put_bytes (story, "objectGUID", guid, 15);
  put (story, "displayName", "Fifteen bytes");
  g_assert_null (finish (story));
}

static void
test_computer (Story *story, gconstpointer data)
{
  begin (story, 1, "CN=x,DC=x");
  put_bytes (story, "objectGUID", guid, 16);
  put (story, "sAMAccountType", "805306369");
  g_assert_null (finish (story));
}

/* Bytes that are no text, numbers that are none, and ten megabytes. */
static void
test_odd (Story *story, gconstpointer data)
{
  gsize length = 10 * 1024 * 1024;
  g_autofree char *huge = g_strnfill (length, 'x');
  g_autoptr (ExchangePerson) person = NULL;

  begin (story, 1, "CN=\xff\x01,DC=x");
  put_bytes (story, "objectGUID", guid, 16);
  put_bytes (story, "displayName", "A\xff\0B\nC\x1b[1m", 9);
  put_bytes (story, "mail", "", 0);
  put (story, "userPrincipalName", "\xc3");
  put_bytes (story, "title", huge, length);
  put (story, "sAMAccountType", "805306368");
  put (story, "userAccountControl", "rubbish");
  put (story, "msExchRecipientTypeDetails", "99999999999999999999999999");
  person = finish (story);
  g_assert_true (g_utf8_validate (person->name, -1, NULL));
  g_assert_true (g_str_has_prefix (person->name, "A"));
  g_assert_null (strpbrk (person->name, "\n\x1b"));
  g_assert_true (g_utf8_validate (person->upn, -1, NULL));
  g_assert_true (g_utf8_validate (person->dn, -1, NULL));
  g_assert_cmpuint (strlen (person->title), <, 8192);
  g_assert_cmpint (person->kind, ==, EXCHANGE_PERSON_ACCOUNT);
  g_assert_false (person->is_disabled);
  g_assert_cmpstr (person->domain, ==, "x");
}

/* The domain is not taken from a name that only looks like one. */
static void
test_domain (Story *story, gconstpointer data)
{
  static const struct
  {
    const char *dn;
    const char *domain;
  } rows[] = {
    { "CN=a,DC=corp,DC=example", "corp.example" },
    { "CN=b,DC=corp,DC=example", "corp.example" },
    { "CN=a\\,DC=corp,DC=example", "example" },
    { "CN=a,DC=emea,DC=corp,DC=example", "emea.corp.example" },
    { "CN=\\\"q\\\",DC=Corp,DC=example", "corp.example" },
    { "rubbish", "" },
    { "", "" },
    { "CN=a,DC=corp,DC=example", "corp.example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (directory_person_domain (&story->reader, rows[i].dn), ==, rows[i].domain);
}

static void
test_speed (Story *story, gconstpointer data)
{
  g_autoptr (ExchangePerson) first = NULL;
  guint n = 200000;
  gint64 begin_us;

  if (!g_test_perf ()) {
    g_test_skip ("only measured with -m perf");
    return;
  }
  begin (story, 1, "CN=Smith\\, Ann,OU=Staff,OU=Graz,DC=corp,DC=example");
  put_bytes (story, "objectGUID", guid, 16);
  put (story, "displayName", "Ann Smith");
  put (story, "name", "Smith, Ann");
  put (story, "mail", "ann.smith@corp.example");
  put (story, "userPrincipalName", "ann.smith@corp.example");
  put (story, "sAMAccountName", "asmith");
  put (story, "sAMAccountType", "805306368");
  put (story, "userAccountControl", "512");
  put (story, "department", "Sales");
  put (story, "title", "Boss of everything");
  put (story, "physicalDeliveryOfficeName", "Graz 4711");
  put_bytes (story, "msExchMailboxGuid", guid, 16);
  put (story, "msExchRecipientTypeDetails", "1");
  first = finish (story);

  begin_us = g_get_monotonic_time ();
  for (guint i = 0; i < n; i++)
    exchange_person_unref (directory_person_read (&story->reader, story->entry));
  g_test_minimized_result ((double) (g_get_monotonic_time () - begin_us) / n, "%.2f us a person",
                           (double) (g_get_monotonic_time () - begin_us) / n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/directory/person/" name, Story, NULL, set_up, test, tear_down)
  ADD ("whole", test_whole);
  ADD ("without-exchange", test_without_exchange);
  ADD ("bare", test_bare);
  ADD ("nobody", test_nobody);
  ADD ("computer", test_computer);
  ADD ("odd", test_odd);
  ADD ("domain", test_domain);
  ADD ("speed", test_speed);
  return g_test_run ();
}
