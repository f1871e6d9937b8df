/* base-error.c - the one error domain, with facts
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"

#include "base-text.h"

#include <gio/gio.h>

typedef struct
{
  BaseErrorFacts facts;
  char *server_code;
  char *request_id;
  char *host;
  char *account;
  char *answer;
  char *object;
} BaseErrorPrivate;

static const BaseErrorFacts no_facts;

static const struct
{
  const char *name;
  BaseVerdict verdict;
} table[] = {
  [BASE_ERROR_OFFLINE] = { "OFFLINE", BASE_VERDICT_RETRY },
  [BASE_ERROR_TLS] = { "TLS", BASE_VERDICT_STOP },
  [BASE_ERROR_AUTH] = { "AUTH", BASE_VERDICT_STOP },
  [BASE_ERROR_FORBIDDEN] = { "FORBIDDEN", BASE_VERDICT_SKIP },
  [BASE_ERROR_NOT_FOUND] = { "NOT_FOUND", BASE_VERDICT_SKIP },
  [BASE_ERROR_WRONG_SERVER] = { "WRONG_SERVER", BASE_VERDICT_REROUTE },
  [BASE_ERROR_THROTTLED] = { "THROTTLED", BASE_VERDICT_WAIT },
  [BASE_ERROR_BUSY] = { "BUSY", BASE_VERDICT_RETRY },
  [BASE_ERROR_REJECTED] = { "REJECTED", BASE_VERDICT_SKIP },
  [BASE_ERROR_UNSUPPORTED] = { "UNSUPPORTED", BASE_VERDICT_SKIP },
  [BASE_ERROR_PROTOCOL] = { "PROTOCOL", BASE_VERDICT_SKIP },
  [BASE_ERROR_STORE] = { "STORE", BASE_VERDICT_STOP },
};

static void
base_error_private_init (BaseErrorPrivate *self)
{
}

static void
take_facts (BaseErrorPrivate *self, const BaseErrorFacts *facts)
{
  self->facts = *facts;
  self->facts.server_code = self->server_code = g_strdup (facts->server_code);
  self->facts.request_id = self->request_id = g_strdup (facts->request_id);
  self->facts.host = self->host = g_strdup (facts->host);
  self->facts.account = self->account = g_strdup (facts->account);
  self->facts.answer = self->answer = g_strdup (facts->answer);
  self->facts.object = self->object = g_strdup (facts->object);
}

static void
base_error_private_copy (const BaseErrorPrivate *from, BaseErrorPrivate *to)
{
  take_facts (to, &from->facts);
}

static void
base_error_private_clear (BaseErrorPrivate *self)
{
  g_clear_pointer (&self->server_code, g_free);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->account, g_free);
  g_clear_pointer (&self->answer, g_free);
  g_clear_pointer (&self->object, g_free);
}

/* The macro makes public functions without saying so. */
static BaseErrorPrivate *base_error_get_private (const GError *error);

G_DEFINE_EXTENDED_ERROR (BaseError, base_error)

void
base_error_set (GError **error, BaseErrorCode code, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (BASE_ERROR, (int) code, format, args));
  va_end (args);
}

void
base_error_set_facts (GError **error, BaseErrorCode code, const BaseErrorFacts *facts,
                      const char *format, ...)
{
  GError *made;
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  made = g_error_new_valist (BASE_ERROR, (int) code, format, args);
  va_end (args);
  take_facts (base_error_get_private (made), facts);
  g_propagate_error (error, made);
}

gboolean
base_error_pass (GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, problem);
  return FALSE;
}

void
base_error_set_account (GError *error, const char *account)
{
  BaseErrorPrivate *self;

  if (error->domain != BASE_ERROR)
    return;

  self = base_error_get_private (error);
  g_free (self->account);
  self->facts.account = self->account = g_strdup (account);
}

void
base_error_set_answer (GError *error, const char *bytes, gsize size)
{
  BaseErrorPrivate *self;

  if (error->domain != BASE_ERROR)
    return;

  self = base_error_get_private (error);
  g_free (self->answer);
  self->facts.answer = self->answer = base_text_excerpt (bytes, size);
}

const BaseErrorFacts *
base_error_facts (const GError *error)
{
  if (error == NULL || error->domain != BASE_ERROR)
    return &no_facts;

  return &base_error_get_private (error)->facts;
}

const char *
base_error_name (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return "CANCELLED";
  if (error->domain != BASE_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (table))
    return "FAILED";

  return table[error->code].name;
}

gboolean
base_error_find_code (const char *name, BaseErrorCode *ret)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, name)) {
      *ret = (BaseErrorCode) i;
      return TRUE;
    }
  return FALSE;
}

BaseVerdict
base_error_verdict (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return BASE_VERDICT_CANCELLED;
  if (error->domain != BASE_ERROR || error->code < 0 || error->code >= (int) G_N_ELEMENTS (table))
    return BASE_VERDICT_SKIP;

  return table[error->code].verdict;
}

const BaseErrorRow *
base_error_row (const BaseErrorRow *rows, gsize n, int key)
{
  for (gsize i = 0; i < n; i++)
    if (rows[i].key == key)
      return &rows[i];
  return NULL;
}
