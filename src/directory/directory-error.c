/* directory-error.c - what LDAP says as an error of ours
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-error.h"

#include "base-error.h"
#include "base-text.h"

#include <ldap.h>
#include <string.h>

static const BaseErrorRow result_rows[] = {
  { LDAP_TIMELIMIT_EXCEEDED, BASE_ERROR_PROTOCOL, "directory-time-limit" },
  { LDAP_SIZELIMIT_EXCEEDED, BASE_ERROR_PROTOCOL, "directory-size-limit" },
  { LDAP_ADMINLIMIT_EXCEEDED, BASE_ERROR_PROTOCOL, "directory-time-limit" },
  { LDAP_AUTH_METHOD_NOT_SUPPORTED, BASE_ERROR_AUTH, "mechanism-missing" },
  { LDAP_STRONG_AUTH_REQUIRED, BASE_ERROR_AUTH, "signing-required" },
  { LDAP_NO_SUCH_OBJECT, BASE_ERROR_NOT_FOUND, "location-gone" },
  { LDAP_REFERRAL, BASE_ERROR_NOT_FOUND, "location-gone" },
  { LDAP_INVALID_DN_SYNTAX, BASE_ERROR_REJECTED, "bad-name" },
  { LDAP_FILTER_ERROR, BASE_ERROR_REJECTED, "bad-name" },
  { LDAP_INVALID_CREDENTIALS, BASE_ERROR_AUTH, "directory-refused" },
  { LDAP_INAPPROPRIATE_AUTH, BASE_ERROR_AUTH, "directory-refused" },
  { LDAP_INSUFFICIENT_ACCESS, BASE_ERROR_FORBIDDEN, "directory-no-right" },
  { LDAP_BUSY, BASE_ERROR_BUSY, "directory-busy" },
  { LDAP_UNAVAILABLE, BASE_ERROR_BUSY, "directory-busy" },
  { LDAP_SERVER_DOWN, BASE_ERROR_OFFLINE, "directory-closed" },
  { LDAP_CONNECT_ERROR, BASE_ERROR_OFFLINE, "directory-closed" },
  { LDAP_TIMEOUT, BASE_ERROR_OFFLINE, "directory-timed-out" },
};

/* Windows' codes behind "data " in the words of a refused log-in. */
static const BaseErrorRow data_rows[] = {
  { 0x525, BASE_ERROR_AUTH, "unknown-account" },   { 0x52e, BASE_ERROR_AUTH, "directory-refused" },
  { 0x52f, BASE_ERROR_AUTH, "account-unusable" },  { 0x530, BASE_ERROR_AUTH, "logon-hours" },
  { 0x531, BASE_ERROR_AUTH, "logon-workstation" }, { 0x532, BASE_ERROR_AUTH, "password-expired" },
  { 0x533, BASE_ERROR_AUTH, "account-disabled" },  { 0x568, BASE_ERROR_AUTH, "account-unusable" },
  { 0x569, BASE_ERROR_AUTH, "account-unusable" },  { 0x701, BASE_ERROR_AUTH, "account-expired" },
  { 0x773, BASE_ERROR_AUTH, "password-change" },   { 0x775, BASE_ERROR_AUTH, "account-locked" },
};

static const BaseErrorRow channel_row = { 0, BASE_ERROR_AUTH, "channel-binding" };
static const BaseErrorRow signing_row = { 0, BASE_ERROR_AUTH, "signing-required" };
static const BaseErrorRow unbound_row = { 0, BASE_ERROR_FORBIDDEN, "directory-no-right" };
static const BaseErrorRow unknown_row = { 0, BASE_ERROR_PROTOCOL, "directory-answer" };

static const BaseErrorRow *
find_data_row (const char *words)
{
  const char *data = strstr (words, "data ");

  if (strstr (words, "80090346") != NULL)
    return &channel_row;
  return data == NULL ? NULL
                      : base_error_row (data_rows, G_N_ELEMENTS (data_rows),
                                        (int) g_ascii_strtoull (data + strlen ("data "), NULL, 16));
}

static const BaseErrorRow *
find_result_row (int code, const char *words)
{
  const BaseErrorRow *row = NULL;

  if (code == LDAP_INVALID_CREDENTIALS)
    row = find_data_row (words);
  else if (code == LDAP_UNWILLING_TO_PERFORM && strstr (words, "Sign or Seal") != NULL)
    row = &signing_row;
  else if (code == LDAP_OPERATIONS_ERROR &&
           (strstr (words, "00002020") != NULL || strstr (words, "000004DC") != NULL))
    row = &unbound_row;

  if (row == NULL)
    row = base_error_row (result_rows, G_N_ELEMENTS (result_rows), code);
  return row != NULL ? row : &unknown_row;
}

void
directory_error_set (GError **error, const char *host, const char *who, int code, const char *words)
{
  const BaseErrorRow *row = find_result_row (code, words != NULL ? words : "");
  g_autofree char *shown = base_text_for_display (words != NULL ? words : "", 300);
  g_autofree char *server_code = g_strdup_printf ("%d", code);
  BaseErrorFacts facts = {
    .reason = row->reason, .server_code = server_code, .host = host, .account = who
  };

  base_error_set_facts (error, row->code, &facts, "%s: %s (%d)%s%s", host, ldap_err2string (code),
                        code, *shown != '\0' ? ": " : "", shown);
}
