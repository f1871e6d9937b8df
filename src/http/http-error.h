/* http-error.h - libcurl's way of failing as ours. For this room, and for mail. */
#pragma once

#include <curl/curl.h>
#include <glib.h>

/* Sets the error of a transfer that came to no answer; http-send.h lists the reasons. words: what
 * libcurl said. */
void http_error_set (GError **error, CURL *easy, const char *words, CURLcode result,
                     const char *url);

/* The host of url, without the port, or "". Caller frees. */
char *http_error_host (const char *url);
