/* session-csv.h - a table as text that a spreadsheet reads (RFC 4180, quoted throughout) */
#pragma once

#include <glib.h>

/* The next cell of the line; a line ends with "\n", which the caller appends. */
void session_csv_add (GString *text, const char *cell);
