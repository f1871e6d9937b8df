/* cmdlets-backend.h - servers whose web service is closed: automatic replies by the cmdlets of
 * Exchange's remote PowerShell
 *
 * The account needs a role with Get- and Set-MailboxAutoReplyConfiguration, such as Mail
 * Recipients; it impersonates nobody. What cmdlets cannot do, or not well:
 *
 *   list_people, resolve   UNSUPPORTED "cmdlets-people": the directory has the people
 *   look_away              one cmdlet for each mailbox, by this computer's clock
 *   the ceiling            ExchangeReading.allowed is always ALL: the cmdlet does not tell it
 *   probe                  proves reading; whether a role's scope lets it write shows with a write
 *
 * Errors: those of powershell-console.h and powershell-login.h; and of its own:
 *
 *   FORBIDDEN   "cmdlets-no-role": none of the account's roles has these cmdlets
 *   NOT_FOUND   "no-mailbox"
 *   REJECTED    "bad-address"
 *   UNSUPPORTED "cmdlets-people"
 *   PROTOCOL    "cmdlets-zone": a time of the server's that could mean any zone
 */
#pragma once

#include "exchange-backend.h"

extern const ExchangeBackendOps cmdlets_backend;
