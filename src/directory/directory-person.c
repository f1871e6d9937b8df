/* directory-person.c - from an entry to somebody whom people know
 *
 * Kinds: Exchange's RecipientTypeDetails as Microsoft's lists of Get-Recipient name them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-person.h"

#include "directory-dn.h"
#include "directory-value.h"

#include <string.h>

static const struct
{
  gint64 details;
  ExchangePersonKind kind;
  ExchangeHome home;
} kinds[] = {
  { 1, EXCHANGE_PERSON_USER, EXCHANGE_HOME_HERE },
  { 2, EXCHANGE_PERSON_LINKED, EXCHANGE_HOME_HERE },
  { 4, EXCHANGE_PERSON_SHARED, EXCHANGE_HOME_HERE },
  { 8, EXCHANGE_PERSON_USER, EXCHANGE_HOME_HERE }, /* of before 2007 */
  { 16, EXCHANGE_PERSON_ROOM, EXCHANGE_HOME_HERE },
  { 32, EXCHANGE_PERSON_EQUIPMENT, EXCHANGE_HOME_HERE },
  { 64, EXCHANGE_PERSON_CONTACT, EXCHANGE_HOME_NONE },
  { 128, EXCHANGE_PERSON_MAIL_USER, EXCHANGE_HOME_NONE },
  { 2147483648, EXCHANGE_PERSON_USER, EXCHANGE_HOME_CLOUD },
  { 8589934592, EXCHANGE_PERSON_ROOM, EXCHANGE_HOME_CLOUD },
  { 17179869184, EXCHANGE_PERSON_EQUIPMENT, EXCHANGE_HOME_CLOUD },
  { 34359738368, EXCHANGE_PERSON_SHARED, EXCHANGE_HOME_CLOUD },
};

/* System attendant, system mailbox, arbitration, discovery, public folders, monitoring, audit logs.
 */
static const gint64 of_system[] = { 8192,        16384,        8388608,       536870912,
                                    68719476736, 549755813888, 4398046511104, 8796093022208 };

static const char *const names_of_system[] = { "HealthMailbox", "SystemMailbox{",
                                               "DiscoverySearchMailbox", "Migration.8f3e7716",
                                               "FederatedEmail.4c1f4d8b" };

void
directory_person_reader_clear (DirectoryPersonReader *self)
{
  g_clear_pointer (&self->tail, g_free);
  g_clear_pointer (&self->domain, g_free);
}

const char *
directory_person_domain (DirectoryPersonReader *self, const char *dn)
{
  const char *tail = directory_dn_tail (dn);

  if (tail != NULL && self->tail != NULL && strcmp (tail, self->tail) == 0)
    return self->domain;

  directory_person_reader_clear (self);
  self->tail = g_strdup (tail != NULL ? tail : "");
  self->domain = directory_dn_domain (dn);
  return self->domain;
}

/* "SM_" and hexadecimal digits: Exchange's own account names */
static gboolean
is_made_name (const char *logon)
{
  return g_ascii_strncasecmp (logon, "SM_", 3) == 0 && strlen (logon) >= 15 &&
         strspn (logon + 3, "0123456789abcdefABCDEF") == strlen (logon + 3);
}

static gboolean
is_name_of_system (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names_of_system); i++)
    if (g_ascii_strncasecmp (name, names_of_system[i], strlen (names_of_system[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_of_system (const ExchangePerson *draft, gint64 details)
{
  const char *logon = draft->logon != NULL ? draft->logon : "";

  for (gsize i = 0; i < G_N_ELEMENTS (of_system); i++)
    if (details == of_system[i])
      return TRUE;
  /* "krbtgt", and "krbtgt_4711" of a read-only controller */
  if (g_ascii_strcasecmp (logon, "krbtgt") == 0 || g_ascii_strncasecmp (logon, "krbtgt_", 7) == 0)
    return TRUE;
  return is_made_name (logon) || is_name_of_system (logon) ||
         (draft->name != NULL && is_name_of_system (draft->name));
}

static void
set_mailbox (ExchangePerson *draft, const DirectorySchema *schema, gboolean has_guid,
             gint64 details)
{
  gboolean has_mail = draft->mail != NULL && *draft->mail != '\0';

  draft->kind = EXCHANGE_PERSON_ACCOUNT;
  if (!schema->has_exchange) {
    if (has_mail)
      draft->kind = EXCHANGE_PERSON_USER;
    return;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].details == details && (has_guid || kinds[i].home != EXCHANGE_HOME_HERE)) {
      draft->kind = kinds[i].kind;
      draft->home = kinds[i].home;
      return;
    }
  if (has_guid) {
    draft->kind = EXCHANGE_PERSON_USER;
    draft->home = EXCHANGE_HOME_HERE;
  }
}

/* The upper bits of sAMAccountType tell groups from accounts; contacts have none. FALSE: a computer
 * or a trust. */
static gboolean
set_kind (ExchangePerson *draft, DirectoryEntry *entry, const DirectorySchema *schema,
          gint64 details)
{
  gint64 type = directory_entry_number (entry, DIRECTORY_PERSON_TYPE, 0);

  switch (type) {
  case DIRECTORY_ACCOUNT_TYPE:
    set_mailbox (draft, schema, directory_entry_n_values (entry, DIRECTORY_PERSON_MAILBOX) > 0,
                 details);
    return TRUE;
  case 0x10000000: /* groups of security and of distribution, and the same in one domain */
  case 0x10000001:
  case 0x20000000:
  case 0x20000001:
    draft->kind = EXCHANGE_PERSON_GROUP;
    return TRUE;
  case 0:
    draft->kind = EXCHANGE_PERSON_CONTACT;
    return TRUE;
  default:
    return FALSE;
  }
}

ExchangePerson *
directory_person_read (DirectoryPersonReader *self, DirectoryEntry *entry)
{
  gint64 details = directory_entry_number (entry, DIRECTORY_PERSON_DETAILS, 0);
  ExchangePerson draft = { .name = directory_entry_text (entry, DIRECTORY_PERSON_DISPLAY_NAME),
                           .mail = directory_entry_text (entry, DIRECTORY_PERSON_MAIL),
                           .upn = directory_entry_text (entry, DIRECTORY_PERSON_UPN),
                           .logon = directory_entry_text (entry, DIRECTORY_PERSON_LOGON),
                           .department = directory_entry_text (entry, DIRECTORY_PERSON_DEPARTMENT),
                           .title = directory_entry_text (entry, DIRECTORY_PERSON_TITLE),
                           .office = directory_entry_text (entry, DIRECTORY_PERSON_OFFICE),
                           .manager = directory_entry_text (entry, DIRECTORY_PERSON_MANAGER) };
  char guid[DIRECTORY_GUID_TEXT];
  struct berval bytes;

  if (!directory_entry_bytes (entry, DIRECTORY_PERSON_GUID, &bytes) ||
      !directory_value_guid_text (bytes.bv_val, bytes.bv_len, guid))
    return NULL;
  if (draft.name == NULL || *draft.name == '\0')
    draft.name = directory_entry_text (entry, DIRECTORY_PERSON_NAME);
  if (is_of_system (&draft, details) || !set_kind (&draft, entry, &self->schema, details))
    return NULL;

  draft.id = guid;
  draft.dn = directory_entry_dn (entry);
  draft.domain = directory_person_domain (self, draft.dn);
  draft.is_disabled = (directory_entry_number (entry, DIRECTORY_PERSON_CONTROL, 0) &
                       DIRECTORY_ACCOUNT_DISABLED) != 0;
  return exchange_person_new (&draft);
}

gboolean
directory_person_has_mailbox (const ExchangePerson *person)
{
  return person->kind <= EXCHANGE_PERSON_EQUIPMENT;
}
