/* http-error.h - libcurl's way of failing as ours. For this room only. */
#pragma once

#include "http-link.h"

/* Sets the error of a transfer that came to no answer; http-send.h lists the reasons. */
void http_error_set (GError **error, HttpLink *link, CURLcode result, const char *url);

/* The host of url, without the port, or "". Caller frees. */
char *http_error_host (const char *url);
