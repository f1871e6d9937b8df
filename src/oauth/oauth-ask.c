/* oauth-ask.c - one question to the login server, answered with a JSON object
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-ask.h"

#include "http-send.h"

#include <string.h>

#define MOST_BYTES (256 * 1024)

static void
wipe_body (HttpReply *reply)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (reply->body, &size);

  if (size > 0)
    base_secret_wipe ((gpointer) data, size); /* nobody else has it */
}

static JsonObject *
read_answer (const OauthQuestion *question, const HttpReply *reply, const OauthForm *form,
             GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (reply->body, &size);
  JsonObject *answer = NULL;

  if (size > MOST_BYTES) {
    oauth_error_set_odd (error, &question->asked, "the answer is too long");
    return NULL;
  }
  if (reply->status != 200) {
    oauth_error_set_reply (error, &question->asked, reply, form);
    return NULL;
  }

  /* json-glib would end a text at its NUL. The parser's own words might quote the answer. */
  if (size > 0 && g_strstr_len (data, (gssize) size, "\\u0000") == NULL)
    answer = wire_json_parse (data, size, "answer", NULL);
  if (answer == NULL)
    oauth_error_set_odd (error, &question->asked, "the answer is not a JSON object");
  return answer;
}

JsonObject *
oauth_ask (BaseCall *call, const OauthQuestion *question, const OauthForm *form, GDateTime *now,
           gint64 *ret_skew_s, GError **error)
{
  static const char *const headers[] = { "Accept: application/json",
                                         "Content-Type: application/x-www-form-urlencoded", NULL };
  const HttpServer server = { .url = question->asked.url,
                              .ca_pem = question->cloud->ca_pem,
                              .auth = HTTP_AUTH_NONE };
  g_autoptr (GBytes) body =
      form != NULL ? g_bytes_new_static (form->text->str, form->text->len) : NULL;
  gboolean is_plain = g_str_has_prefix (question->asked.url, "http://");
  const HttpRequest request = { .headers = headers,
                                .body = body,
                                .flags = is_plain ? HTTP_ALLOW_PLAIN_LOOPBACK : 0,
                                .label = question->label };
  g_autoptr (HttpReply) reply = http_send (call, &server, &request, error);
  JsonObject *answer;

  if (reply == NULL)
    return NULL;

  if (ret_skew_s != NULL && !http_reply_skew_s (reply, now, ret_skew_s))
    *ret_skew_s = 0;
  answer = read_answer (question, reply, form, error);
  wipe_body (reply);
  return answer;
}

void
oauth_answer_free (JsonObject *answer)
{
  static const char *const tokens[] = { "access_token", "refresh_token", "id_token",
                                        "device_code" };

  for (guint i = 0; answer != NULL && i < G_N_ELEMENTS (tokens); i++) {
    const char *text = wire_json_string (answer, "answer", tokens[i], NULL);

    if (text != NULL)
      base_secret_wipe ((gpointer) text, strlen (text));
  }
  g_clear_pointer (&answer, json_object_unref);
}
