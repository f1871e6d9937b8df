/* directory-checks.h - the steps that show how a directory does
 *
 *   directory-find      which controllers DNS names, and how fast they answer
 *   directory-ticket    logging in with the Kerberos ticket of this computer
 *   directory-password  … with a ticket got with the password
 *   directory-simple    … with the password itself, over TLS
 *   directory-forest    its domains, and those that it trusts
 *   directory-exchange  what the directory knows of Exchange
 *   directory-people    who has a mailbox; how far the clocks differ
 *
 * Ways that the profile does not allow have no step. A way that fails is a warning as long as
 * another one works. The password is tried at most twice in all, and not again once it was refused,
 * here or by the step that proves it.
 */
#pragma once

#include "base-secret.h"
#include "checks-plan.h"
#include "directory-forest.h"

/* proof: the id of a step before that tries the same password, or NULL. Logging in waits for it,
 * and when it was refused the password is not tried here. */
void directory_checks_add (ChecksPlan *plan, const ExchangeProfile *profile, BaseSecret *password,
                           const char *proof);

/* For this room only: what the steps of one plan share. The plan runs them one after the
 * other. */
typedef enum
{
  DIRECTORY_CHECKS_TICKET,
  DIRECTORY_CHECKS_PASSWORD,
  DIRECTORY_CHECKS_SIMPLE,
  DIRECTORY_CHECKS_WAYS
} DirectoryChecksWay;

typedef struct
{
  DirectoryForest *forest; /* NULL: the profile does not allow it */
  DirectoryRoot *root;     /* of a log-in that worked */
  GError *error;           /* of one that did not; neither: not tried */
} DirectoryChecksTry;

typedef struct
{
  DirectoryForest *forest; /* as the profile has it; for finding only */
  DirectoryChecksTry tries[DIRECTORY_CHECKS_WAYS];
  gboolean is_tried;
  ChecksPlan *plan; /* borrowed: it owns the steps */
  const char *proof;
} DirectoryChecks;

/* The first way that worked; NULL: none did. Borrowed. */
const DirectoryChecksTry *directory_checks_best (const DirectoryChecks *checks);

ChecksResult *directory_checks_find (BaseCall *call, gpointer checks);
ChecksResult *directory_checks_ticket (BaseCall *call, gpointer checks);
ChecksResult *directory_checks_password (BaseCall *call, gpointer checks);
ChecksResult *directory_checks_simple (BaseCall *call, gpointer checks);
ChecksResult *directory_checks_forest (BaseCall *call, gpointer checks);
ChecksResult *directory_checks_exchange (BaseCall *call, gpointer checks);
ChecksResult *directory_checks_people (BaseCall *call, gpointer checks);
