/* http-request.c - one request and its answer, as values
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-request.h"

#include <stdio.h>
#include <string.h>

#define MOST_WAIT_S 3600

const char *const http_auth_names[] = {
  [HTTP_AUTH_NONE] = "none",           [HTTP_AUTH_BASIC] = "basic",   [HTTP_AUTH_NTLM] = "ntlm",
  [HTTP_AUTH_NEGOTIATE] = "negotiate", [HTTP_AUTH_BEARER] = "bearer", NULL
};

void
http_tls_free (HttpTls *self)
{
  if (self == NULL)
    return;

  g_free (self->version);
  g_free (self->subject);
  g_free (self->issuer);
  g_free (self->fingerprint);
  g_free (self->names);
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self);
}

void
http_reply_free (HttpReply *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_strfreev (self->challenges);
  g_strfreev (self->cookies);
  g_free (self->content_type);
  g_free (self->location);
  g_free (self->request_id);
  g_free (self->front_end);
  g_free (self->cas_error);
  g_free (self->retry_after);
  g_free (self->date);
  g_free (self->persistent_auth);
  http_tls_free (self->tls);
  g_free (self);
}

/* "Wed, 21 Oct 2026 07:28:00 GMT": the only form that servers may still write (RFC 9110, 5.6.7). */
static GDateTime *
parse_http_date (const char *text)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  int day, year, hour, minute, second;
  char month[4];

  if (sscanf (text, "%*3c, %2d %3s %4d %2d:%2d:%2d GMT", &day, month, &year, &hour, &minute,
              &second) != 6)
    return NULL;

  for (int i = 0; i < 12; i++)
    if (strcmp (months[i], month) == 0)
      return g_date_time_new_utc (year, i + 1, day, hour, minute, second);
  return NULL;
}

gboolean
http_reply_skew_s (const HttpReply *self, GDateTime *now, gint64 *ret)
{
  g_autoptr (GDateTime) theirs = self->date != NULL ? parse_http_date (self->date) : NULL;

  if (theirs == NULL)
    return FALSE;

  *ret = g_date_time_difference (theirs, now) / G_USEC_PER_SEC;
  return TRUE;
}

guint64
http_reply_wait_ms (const HttpReply *self, GDateTime *now)
{
  g_autoptr (GDateTime) until = NULL;
  gint64 wait_s;
  guint64 seconds;

  if (self->retry_after == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (self->retry_after, 10, 0, G_MAXUINT32, &seconds, NULL))
    return MIN (seconds, MOST_WAIT_S) * 1000;

  until = parse_http_date (self->retry_after);
  if (until == NULL)
    return 0;

  wait_s = g_date_time_difference (until, now) / G_USEC_PER_SEC;
  return (guint64) CLAMP (wait_s, 0, MOST_WAIT_S) * 1000;
}
