/* cli-input.h - operands, and what standard input holds where "-" stands among them: piece by
 * piece, as it comes
 */
#pragma once

#include <gio/gio.h>

typedef struct _CliInput CliInput;

/* operands: a strv that outlives it. ends: the characters between two pieces, such as "\n".
 * comment: a piece that begins so is left out; '\0': none is. */
CliInput *cli_input_new (char **operands, const char *ends, char comment,
                         GCancellable *cancellable);
void cli_input_free (CliInput *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliInput, cli_input_free)

/* The next one with something in it, without blanks around it, in valid UTF-8; NULL at the end, or
 * when cancelled while waiting. What is longer than 4 KiB is cut there: it is no address and no
 * name. Caller frees. */
char *cli_input_next (CliInput *self);

/* FALSE when the next one would have to be waited for. */
gboolean cli_input_is_ready (CliInput *self);
