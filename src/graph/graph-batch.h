/* graph-batch.h - up to twenty requests in one, each with an answer or an error of its own
 *
 * The whole succeeds or fails like one request (graph-ask.h); what a part says of itself is that
 * part's. Answers are told apart by their ids, whatever their order; one that is missing is
 * PROTOCOL "batch-missing" of its part.
 */
#pragma once

#include "graph-ask.h"

#define GRAPH_MOST_PARTS 20

typedef struct
{
  const char *method; /* NULL: GET */
  char *path;         /* the part's own */
  GraphWrite write;   /* the body; NULL: none */
  gconstpointer data; /* for write; borrowed */
  GraphQuick quick;   /* as in GraphAsk */
  gpointer quick_data;
  const char *mailbox; /* whom it is about, for errors; NULL: nobody */
  GraphAnswer *answer; /* afterwards this */
  GError *error;       /* or this */
} GraphPart;

void graph_part_clear (GraphPart *self);

/* FALSE: the batch as a whole came to nothing, and no part has an answer. */
gboolean graph_batch (BaseCall *call, GraphServer *server, GraphPart *parts, guint n,
                      GError **error);
