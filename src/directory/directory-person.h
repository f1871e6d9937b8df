/* directory-person.h - from an entry to somebody whom people know. For this room only.
 *
 * With Exchange's schema the mailbox and its kind stand in the directory; without it, an account
 * with an address is taken to have one, and where it is is not known.
 */
#pragma once

#include "directory-entry.h"
#include "directory-schema.h"
#include "exchange-person.h"

/* A search's list of attributes begins with these, so that directory_person_read () finds them. */
#define DIRECTORY_PERSON_ATTRIBUTES                                                                \
  "objectGUID", "name", "displayName", "mail", "userPrincipalName", "sAMAccountName",              \
      "sAMAccountType", "userAccountControl", "department", "title", "physicalDeliveryOfficeName", \
      "msExchMailboxGuid", "msExchRecipientTypeDetails", "manager"

typedef enum
{
  DIRECTORY_PERSON_GUID,
  DIRECTORY_PERSON_NAME,
  DIRECTORY_PERSON_DISPLAY_NAME,
  DIRECTORY_PERSON_MAIL,
  DIRECTORY_PERSON_UPN,
  DIRECTORY_PERSON_LOGON,
  DIRECTORY_PERSON_TYPE,
  DIRECTORY_PERSON_CONTROL,
  DIRECTORY_PERSON_DEPARTMENT,
  DIRECTORY_PERSON_TITLE,
  DIRECTORY_PERSON_OFFICE,
  DIRECTORY_PERSON_MAILBOX,
  DIRECTORY_PERSON_DETAILS,
  DIRECTORY_PERSON_MANAGER,
  DIRECTORY_PERSON_N
} DirectoryPersonAttribute;

/* sAMAccountType of the accounts of people, and userAccountControl of those that may not log in. */
#define DIRECTORY_ACCOUNT_TYPE 805306368
#define DIRECTORY_ACCOUNT_DISABLED 2

/* What one search keeps between its entries. Starts with only schema set. */
typedef struct
{
  DirectorySchema schema;
  char *tail; /* the end of the last distinguished name, and the domain that it means */
  char *domain;
} DirectoryPersonReader;

void directory_person_reader_clear (DirectoryPersonReader *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DirectoryPersonReader, directory_person_reader_clear)

/* NULL for what belongs to the system or is nobody. */
ExchangePerson *directory_person_read (DirectoryPersonReader *self, DirectoryEntry *entry);

/* Can it have an automatic reply? */
gboolean directory_person_has_mailbox (const ExchangePerson *person);

/* The DNS name of the domain of a distinguished name; good until the next call. */
const char *directory_person_domain (DirectoryPersonReader *self, const char *dn);
