/* sim-shape.h - whether a request has the elements that EWS wants, in the order that it wants
 *
 * Written down from the documentation for the operations that are served, independently of the
 * encoders that are to be tested with it. Pure.
 */
#pragma once

#include <glib.h>
#include <libxml/tree.h>

typedef enum
{
  SIM_SCHEMA_2010,
  SIM_SCHEMA_2013
} SimSchema;

/* NULL when element, and all below it, is as it has to be; else what Exchange says about it. Caller
 * frees. */
char *sim_shape_violation (const xmlNode *element, SimSchema schema);
