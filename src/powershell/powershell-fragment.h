/* powershell-fragment.h - messages cut into fragments, and put together again (MS-PSRP 2.2.4)
 *
 * A fragment is a header of 21 bytes (object, number, flags, length) and its part of the message.
 * What comes in may be cut anywhere, also in a header: a joiner keeps what is not complete yet. One
 * thread.
 */
#pragma once

#include <glib.h>

#define POWERSHELL_MOST_FRAGMENT_BYTES                                                             \
  32747 /* of a part: 32 KiB with its header, as the server cuts, too */
#define POWERSHELL_MOST_MESSAGE_BYTES (10 * 1024 * 1024)
#define POWERSHELL_MOST_OPEN_MESSAGES 64

/* The fragments of one message: GBytes. object_id: from 1, one more for each message. Caller
 * unrefs. */
GPtrArray *powershell_fragment_split (guint64 object_id, GBytes *message);

typedef struct _PowershellJoiner PowershellJoiner;

/* Takes a whole message; FALSE with an error ends the joining. */
typedef gboolean (*PowershellMessageFunc) (GBytes *message, gpointer data, GError **error);

PowershellJoiner *powershell_joiner_new (PowershellMessageFunc arrived, gpointer data);
void powershell_joiner_free (PowershellJoiner *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PowershellJoiner, powershell_joiner_free)

/* FALSE with BASE_ERROR_PROTOCOL, "powershell-answer", when the fragments contradict each other or
 * pass a limit (which is known from the header, before anything is kept); after that the joiner
 * takes nothing more. */
gboolean powershell_joiner_push (PowershellJoiner *self, const guint8 *bytes, gsize size,
                                 GError **error);

/* TRUE when nothing is begun that is not complete. */
gboolean powershell_joiner_is_empty (const PowershellJoiner *self);
