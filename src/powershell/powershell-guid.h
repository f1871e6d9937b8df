/* powershell-guid.h - GUIDs, which are text in the envelopes and bytes in the messages. Any thread.
 */
#pragma once

#include <glib.h>

#define POWERSHELL_GUID_BYTES 16

typedef struct
{
  guint8
      bytes[POWERSHELL_GUID_BYTES]; /* as .NET orders them: the first three groups little endian */
} PowershellGuid;

PowershellGuid powershell_guid_random (void);

/* FALSE when text is none. */
gboolean powershell_guid_parse (const char *text, PowershellGuid *ret);

/* In capitals, as Windows writes it. Caller frees. */
char *powershell_guid_to_text (const PowershellGuid *self);
