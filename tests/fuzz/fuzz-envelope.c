/* fuzz-envelope.c - damaged answers of WS-Management: an answer or an error, never both
 *
 * The first byte says to what kind of request.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "powershell-envelope.h"

#define HEAD                                                                                       \
  "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "                               \
  "xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" "                                  \
  "xmlns:x=\"http://schemas.xmlsoap.org/ws/2004/09/transfer\" "                                    \
  "xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\" "                                    \
  "xmlns:r=\"http://schemas.microsoft.com/wbem/wsman/1/windows/"                                   \
  "shell\"><s:Header><a:RelatesTo>uuid:ID</a:RelatesTo>"                                           \
  "</s:Header><s:Body>"
#define TAIL "</s:Body></s:Envelope>"

static void
target (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data + (size > 0 ? 1 : 0), size > 0 ? size - 1 : 0);
  const PowershellAsk ask = {
    .action = (PowershellAction) (size > 0 ? data[0] % (POWERSHELL_DELETE + 1) : 0),
    .message_id = "ID"
  };
  const PowershellOrigin origin = { .host = "mail.corp.example", .status = 200 };
  g_auto (PowershellAnswer) answer = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean is_fine = powershell_answer_decode (&ask, body, &origin, &answer, &error);

  g_assert_true (is_fine == (error == NULL));
  g_assert_true (is_fine == (answer.pieces != NULL));
  g_assert_true (is_fine || answer.id == NULL);
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = {
    "\x07" HEAD "<x:ResourceCreated><a:ReferenceParameters><w:SelectorSet><w:Selector "
    "Name=\"ShellId\">A-B</w:Selector>"
    "</w:SelectorSet></a:ReferenceParameters></x:ResourceCreated>" TAIL,
    "\x01" HEAD "<r:CommandResponse><r:CommandId>A-B</r:CommandId></r:CommandResponse>" TAIL,
    "\x02" HEAD "<r:SendResponse/>" TAIL,
    "\x03" HEAD "<r:ReceiveResponse><r:Stream Name=\"stdout\">AAECAwQ=</r:Stream><r:Stream "
    "Name=\"stdout\">AAEC</r:Stream>"
    "<r:CommandState "
    "State=\"x/CommandState/Done\"><r:ExitCode>0</r:ExitCode></r:CommandState></"
    "r:ReceiveResponse>" TAIL,
    "\x04" HEAD "<r:SignalResponse/>" TAIL,
    "\x03" HEAD
    "<s:Fault><s:Reason><s:Text>concurrent shells, at least 2000 ms</s:Text></s:Reason><s:Detail>"
    "<f:WSManFault xmlns:f=\"f\" "
    "Code=\"2150858793\"><f:Message>no</f:Message></f:WSManFault></s:Detail></s:Fault>" TAIL,
    NULL
  };

  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
