/* wire-json-scan.h - reads JSON value by value, without a tree
 *
 *   wire_json_scan_init (&scan, data, size);
 *   for (wire_json_scan_object (&scan); wire_json_scan_member (&scan);)
 *     if (wire_json_scan_is (&scan, "id")) id = wire_json_scan_string (&scan); else …skip
 *
 * As wire-xml-scan.h: at the first thing that is no JSON, or that the tree of wire-json.h reads in
 * a way of its own, it is odd and gives nothing any more; whoever reads by it keeps nothing of that
 * and asks the tree. A test compares the two. One thread.
 */
#pragma once

#include <glib.h>

#define WIRE_JSON_SCAN_DEEPEST 32

/* Its fields are its own. */
typedef struct
{
  const char *at;
  const char *end;
  const char *name; /* of the member that was entered last, without its quotes */
  gsize name_length;
  guint depth;
  gboolean is_odd;
  gboolean has_some[WIRE_JSON_SCAN_DEEPEST + 1]; /* members or elements, in each that is entered */
} WireJsonScan;

/* data must live as long as self. */
void wire_json_scan_init (WireJsonScan *self, const char *data, gsize size);

/* Enters the value that comes next; FALSE when it is another one. */
gboolean wire_json_scan_object (WireJsonScan *self);
gboolean wire_json_scan_array (WireJsonScan *self);

/* Goes on to the next member or element of what was entered, whose value comes next then. FALSE:
 * there is no more and it is left, or it is odd. */
gboolean wire_json_scan_member (WireJsonScan *self);
gboolean wire_json_scan_element (WireJsonScan *self);
/* The member's name; directly after going on to it. */
gboolean wire_json_scan_is (const WireJsonScan *self, const char *name);
gboolean wire_json_scan_is_caseless (const WireJsonScan *self, const char *name);

/* The value that comes next. NULL or FALSE when it is another one, which is odd. Caller frees. A
 * text with a NUL, half of a pair of surrogates, or U+FFFF is odd. */
char *wire_json_scan_string (WireJsonScan *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean wire_json_scan_number (WireJsonScan *self, guint *ret); /* whole, up to nine digits */
void wire_json_scan_skip (WireJsonScan *self);

/* TRUE when all is left, nothing but blanks is behind it, and nothing was odd. */
gboolean wire_json_scan_is_over (WireJsonScan *self);
