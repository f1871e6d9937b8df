/* fuzz-clixml.c - damaged values as XML: what is read can be written, and reads the same again
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fuzz.h"
#include "powershell-clixml.h"

static void
target (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PowershellValue) value = powershell_clixml_read ((const char *) data, size, &error);
  g_autoptr (PowershellValue) again = NULL;
  GString *first;
  GString *second;

  g_assert_true ((value == NULL) == (error != NULL));
  if (value == NULL)
    return;

  first = powershell_clixml_write (value);
  again = powershell_clixml_read (first->str, first->len, &error);
  g_assert_no_error (error);
  second = powershell_clixml_write (again);
  g_assert_true (g_string_equal (first, second));
  g_string_free (first, TRUE);
  g_string_free (second, TRUE);
}

int
main (int argc, char **argv)
{
  static const char *const samples[] = {
    "<Obj RefId=\"0\"><TN "
    "RefId=\"0\"><T>A.B</T><T>System.Object</T></TN><ToString>corp.example/Ann</ToString><Props>"
    "<S N=\"Name\">Ann _x000D__xD83D__xDE00_</S><Ref N=\"DomainId\" RefId=\"0\" /></Props><MS><I32 "
    "N=\"n\">5</I32>"
    "<Obj N=\"o\" RefId=\"1\"><TNRef RefId=\"0\" /><ToString>x</ToString><I32>2</I32></Obj><Ref "
    "N=\"p\" RefId=\"1\" />"
    "</MS></Obj>",
    "<Obj "
    "RefId=\"0\"><LST><S>text</S><C>97</C><B>true</B><DT>2026-12-24T08:00:00.1234567+01:00</"
    "DT><TS>PT9.0269S</TS>"
    "<By>255</By><SB>-128</SB><U16>65535</U16><I16>-32768</I16><U32>4294967295</"
    "U32><U64>18446744073709551615</U64>"
    "<I64>-9223372036854775808</I64><Sg>1.5</Sg><Db>-INF</Db><D>12.50</D><BA>AAEC</BA>"
    "<G>792e5b37-4505-47ef-b7d2-8711bb7affa8</G><URI>https://x/</URI><Version>15.1</"
    "Version><XD>&lt;a /&gt;</XD>"
    "<SBK>Get-Item</SBK><SS>AQID</SS><Nil /></LST></Obj>",
    "<Obj RefId=\"5\"><DCT><En><S N=\"Key\">Add</S><Obj N=\"Value\" "
    "RefId=\"6\"><LST><S>e</S></LST></Obj></En></DCT></Obj>",
    "<Obj RefId=\"0\"><STK><Obj RefId=\"1\"><QUE><Ref RefId=\"0\" /></QUE></Obj><Obj "
    "RefId=\"2\"><IE /></Obj></STK></Obj>",
    "\xEF\xBB\xBF<S>&amp;&#65;</S>",
    NULL
  };

  return fuzz_main (argc, argv, target, fuzz_samples_new (samples));
}
