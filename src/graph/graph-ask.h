/* graph-ask.h - asks Graph one thing, with a token, and takes the answer apart
 *
 * Errors are those of graph-error.h, of http-send.h and of the tokens. A token that is refused is
 * reported to where it came from, and the request goes out once more with another.
 */
#pragma once

#include "graph-server.h"
#include "wire-json-scan.h"

#include <json-glib/json-glib.h>

#define GRAPH_USER_AGENT "User-Agent: Absentia/" ABSENTIA_VERSION

/* Appends a value as JSON. */
typedef void (*GraphWrite) (GString *json, gconstpointer data);
/* Takes the value that comes next, without a tree. FALSE when it is not as usual: then there is a
 * tree. */
typedef gboolean (*GraphQuick) (WireJsonScan *scan, gpointer data);

typedef struct
{
  const char *operation; /* for the trace */
  const char *method;    /* NULL: GET */
  const char *path;      /* behind the version, escaped: graph-path.h */
  const char *mailbox;   /* whom it is about, for errors; NULL: nobody */
  GraphWrite write;      /* the body; NULL: none */
  gconstpointer data;    /* for write */
  GraphQuick quick;      /* reads the usual answer; NULL: there is a tree for each */
  gpointer quick_data;
  gboolean is_question; /* changes nothing, whatever the method; or nothing more when sent twice */
  gboolean is_eventual; /* ConsistencyLevel: eventual, as $search and $count want it */
  const char *zone;     /* times of events come in this one, a name of base-zone.h; NULL: UTC */
  const char *no_right; /* the reason where the mailbox may not be asked; NULL: "online-scope" */
} GraphAsk;

typedef struct
{
  JsonObject *body; /* NULL: it was empty, or quick has read it */
  gboolean is_read; /* quick has */
  char *request_id; /* NULL when the server gave none */
  gint64 skew_s;    /* by how much the server's clock is ahead; 0 when it does not say */
} GraphAnswer;

void graph_answer_free (GraphAnswer *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GraphAnswer, graph_answer_free)

GraphAnswer *graph_ask (BaseCall *call, GraphServer *server, const GraphAsk *ask,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An answer that must have a body: NULL with an error, and freed, where it has none. answer: NULL:
 * there is an error already. */
GraphAnswer *graph_answer_need_body (GraphAnswer *answer, const GraphAsk *ask,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As above, when there must be a body. */
GraphAnswer *graph_ask_body (BaseCall *call, GraphServer *server, const GraphAsk *ask,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
