/* kerberos-error.c - what Kerberos says as an error of ours
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-error.h"

#include "base-error.h"
#include "base-text.h"

#include <string.h>

#define TAG_ERROR 0x7E /* KRB-ERROR: [APPLICATION 30] */

typedef struct
{
  guint32 key;
  BaseErrorCode code;
  const char *reason;
} Row;

static const Row rows[] = {
  { (guint32) KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN, BASE_ERROR_AUTH, "unknown-account" },
  { (guint32) KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN, BASE_ERROR_AUTH, "no-service-ticket" },
  { (guint32) KRB5KDC_ERR_CLIENT_REVOKED, BASE_ERROR_AUTH, "account-unusable" },
  { (guint32) KRB5KDC_ERR_NAME_EXP, BASE_ERROR_AUTH, "account-expired" },
  { (guint32) KRB5KDC_ERR_KEY_EXP, BASE_ERROR_AUTH, "password-expired" },
  { (guint32) KRB5KDC_ERR_POLICY, BASE_ERROR_AUTH, "account-unusable" },
  { (guint32) KRB5KDC_ERR_PREAUTH_FAILED, BASE_ERROR_AUTH, "directory-refused" },
  { (guint32) KRB5KRB_AP_ERR_BAD_INTEGRITY, BASE_ERROR_AUTH, "directory-refused" },
  { (guint32) KRB5KRB_AP_ERR_SKEW, BASE_ERROR_AUTH, "clock-skew" },
  { (guint32) KRB5_KDCREP_SKEW, BASE_ERROR_AUTH, "clock-skew" },
  { (guint32) KRB5KRB_AP_ERR_TKT_EXPIRED, BASE_ERROR_AUTH, "no-ticket" },
  { (guint32) KRB5KRB_AP_ERR_TKT_NYV, BASE_ERROR_AUTH, "clock-skew" },
  { (guint32) KRB5_KDC_UNREACH, BASE_ERROR_OFFLINE, "no-kdc" },
  { (guint32) KRB5_REALM_UNKNOWN, BASE_ERROR_AUTH, "wrong-realm" },
  { (guint32) KRB5_REALM_CANT_RESOLVE, BASE_ERROR_OFFLINE, "no-kdc" },
  { (guint32) KRB5KDC_ERR_WRONG_REALM, BASE_ERROR_AUTH, "wrong-realm" },
  { (guint32) KRB5_KDCREP_MODIFIED, BASE_ERROR_AUTH, "wrong-realm" },
  { (guint32) KRB5_CC_NOTFOUND, BASE_ERROR_AUTH, "no-ticket" },
  { (guint32) KRB5_FCC_NOFILE, BASE_ERROR_AUTH, "no-ticket" },
};

/* Windows' statuses. */
static const Row status_rows[] = {
  { 0xC0000064, BASE_ERROR_AUTH, "unknown-account" },
  { 0xC000006A, BASE_ERROR_AUTH, "directory-refused" },
  { 0xC000006D, BASE_ERROR_AUTH, "directory-refused" },
  { 0xC000006F, BASE_ERROR_AUTH, "logon-hours" },
  { 0xC0000070, BASE_ERROR_AUTH, "logon-workstation" },
  { 0xC0000071, BASE_ERROR_AUTH, "password-expired" },
  { 0xC0000072, BASE_ERROR_AUTH, "account-disabled" },
  { 0xC0000193, BASE_ERROR_AUTH, "account-expired" },
  { 0xC0000224, BASE_ERROR_AUTH, "password-change" },
  { 0xC0000234, BASE_ERROR_AUTH, "account-locked" },
};

static const Row *
find_row (const Row *table, gsize n, guint32 key)
{
  for (gsize i = 0; i < n; i++)
    if (table[i].key == key)
      return &table[i];
  return NULL;
}

void
kerberos_error_set (GError **error, krb5_context context, krb5_error_code code, const char *host,
                    const char *who)
{
  static const Row unknown = { 0, BASE_ERROR_AUTH, "no-service-ticket" };
  const Row *row = find_row (rows, G_N_ELEMENTS (rows), (guint32) code);
  const char *words = krb5_get_error_message (context, code);
  g_autofree char *shown = base_text_for_display (words, 300);
  g_autofree char *server_code = g_strdup_printf ("%d", (int) (code - KRB5KDC_ERR_NONE));
  BaseErrorFacts facts = { .host = host, .account = who, .server_code = server_code };

  if (row == NULL)
    row = &unknown;
  facts.reason = row->reason;
  base_error_set_facts (error, row->code, &facts, "%s: Kerberos: %s", host, shown);
  krb5_free_error_message (context, words);
}

/* The status lies in 12 bytes (status, 0, flags) somewhere in the error's data: MS-KILE 2.2.1. */
static const Row *
find_status (const krb5_data *data)
{
  static const guint8 head[] = { 0x04, 0x0C };

  for (gsize i = 0; i + sizeof head + 12 <= data->length; i++) {
    guint32 status;
    const Row *row;

    if (memcmp (data->data + i, head, sizeof head) != 0)
      continue;
    memcpy (&status, data->data + i + sizeof head, sizeof status);
    row = find_row (status_rows, G_N_ELEMENTS (status_rows), GUINT32_FROM_LE (status));
    if (row != NULL)
      return row;
  }
  return NULL;
}

static gboolean
is_definite (krb5_error_code code)
{
  return code == KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN || code == KRB5KDC_ERR_CLIENT_REVOKED ||
         code == KRB5KDC_ERR_NAME_EXP || code == KRB5KDC_ERR_KEY_EXP ||
         code == KRB5KDC_ERR_POLICY || code == KRB5KDC_ERR_PREAUTH_FAILED ||
         code == KRB5KRB_AP_ERR_BAD_INTEGRITY;
}

gboolean
kerberos_error_read (GError **error, krb5_context context, const GByteArray *answer,
                     const char *host, const char *who)
{
  krb5_data data = { .data = (char *) answer->data, .length = answer->len };
  BaseErrorFacts facts = { .host = host, .account = who };
  krb5_error *told = NULL;
  const Row *row;
  gboolean is_told = FALSE;

  if (answer->len == 0 || answer->data[0] != TAG_ERROR ||
      krb5_rd_error (context, &data, &told) != 0)
    return FALSE;

  row = find_status (&told->e_data);
  if (is_definite ((krb5_error_code) told->error + KRB5KDC_ERR_NONE)) {
    if (row == NULL || strcmp (row->reason, "directory-refused") == 0)
      kerberos_error_set (error, context, (krb5_error_code) told->error + KRB5KDC_ERR_NONE, host,
                          who);
    else {
      facts.reason = row->reason;
      base_error_set_facts (error, row->code, &facts, "%s: Kerberos: error %u, status 0x%08X", host,
                            (guint) told->error, row->key);
    }
    is_told = TRUE;
  }
  krb5_free_error (context, told);
  return is_told;
}

gboolean
kerberos_error_is_refusal (const GError *error)
{
  static const char *const reasons[] = { "directory-refused",
                                         "unknown-account",
                                         "account-unusable",
                                         "logon-hours",
                                         "logon-workstation",
                                         "password-expired",
                                         "account-disabled",
                                         "account-expired",
                                         "password-change",
                                         "account-locked",
                                         NULL };
  const char *reason = base_error_facts (error)->reason;

  return reason != NULL && g_strv_contains (reasons, reason);
}
