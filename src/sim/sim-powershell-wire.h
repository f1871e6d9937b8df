/* sim-powershell-wire.h - fragments and messages of PowerShell remoting as the server handles them
 *
 * Written from MS-PSRP, not from our client. One thread.
 */
#pragma once

#include <glib.h>

#define SIM_GUID_BYTES 16

typedef struct
{
  guint32 type;
  guint8 pool[SIM_GUID_BYTES];
  guint8 pipeline[SIM_GUID_BYTES];
  char *xml;
} SimPsrpMessage;

void sim_psrp_message_clear (SimPsrpMessage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimPsrpMessage, sim_psrp_message_clear)

/* Takes one fragment off the front of what is left of the bytes and adds its part to open, which is
 * empty before a message. FALSE: damaged. */
typedef struct
{
  const guint8 *at;
  gsize left;
} SimPsrpBytes;

gboolean sim_psrp_take (SimPsrpBytes *bytes, GByteArray *open, gboolean *ret_complete);

/* FALSE: damaged, or not for a server. */
gboolean sim_psrp_decode (const GByteArray *whole, SimPsrpMessage *ret);

/* Adds a message's fragments to out. xml without the byte order mark, which is added. */
void sim_psrp_put (GByteArray *out, guint64 object, const SimPsrpMessage *message);
