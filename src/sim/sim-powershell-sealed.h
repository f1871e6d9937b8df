/* sim-powershell-sealed.h - /PowerShell/ over plain http, where Kerberos encrypts the bodies, as
 * Exchange has it on port 80
 *
 * A client logs its connection in with an empty request and a token ("Kerberos", or "Negotiate");
 * after that its bodies are sealed, and so are the answers, faults too. The service's key comes
 * from a keytab. Who is no person of the organisation but whom the realm let in is the
 * administrator. Written from the protocol's description, not from our client. One thread.
 */
#pragma once

#include "sim-delay.h"
#include "sim-powershell.h"

typedef struct _SimSealed SimSealed;

/* powershell and delay are borrowed. port 0: a free one. */
SimSealed *sim_sealed_new (SimWorld *world, SimPowershell *powershell, SimDelay *delay,
                           const char *keytab, int port, GError **error);
void sim_sealed_free (SimSealed *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimSealed, sim_sealed_free)

int sim_sealed_port (const SimSealed *self);
