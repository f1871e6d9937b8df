/* sim-garbage.h - answers that no client should fall for, by name
 *
 * Pure. The names are in sim_garbage_names, NULL-terminated, indexed by the enum.
 */
#pragma once

#include <glib.h>

typedef enum
{
  SIM_GARBAGE_ENTITY_BOMB,
  SIM_GARBAGE_EXTERNAL_ENTITY,
  SIM_GARBAGE_HUGE, /* a well-formed answer of 100 MB */
  SIM_GARBAGE_MALFORMED_XML,
  SIM_GARBAGE_DEEP_XML,
  SIM_GARBAGE_HTML_PAGE,
  SIM_GARBAGE_TRUNCATED, /* less than Content-Length says */
  SIM_GARBAGE_WRONG_NAMESPACE,
  SIM_GARBAGE_UNKNOWN_STATE, /* an OofState that there is not */
  SIM_GARBAGE_LOGIN_REDIRECT,
  SIM_GARBAGE_HUGE_HEADER, /* 100 KiB */
  SIM_GARBAGE_GZIP_BOMB,   /* 100 MB in 100 KB */
  SIM_GARBAGE_BAD_UTF8,
  SIM_GARBAGE_EMPTY,
  SIM_GARBAGE_NOT_HTTP,
  SIM_GARBAGE_SILENCE /* never an answer */
} SimGarbage;

extern const char *const sim_garbage_names[];

/* The bytes that go to the connection, head and all. repeat is sent n times between before and
 * after. All empty: nothing is ever sent. */
typedef struct
{
  GBytes *before;
  GBytes *repeat;
  guint n;
  GBytes *after;
} SimRaw;

void sim_raw_clear (SimRaw *self);

SimRaw sim_garbage_make (SimGarbage garbage);
