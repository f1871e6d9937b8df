/* test-soap.c - envelope, body and faults of several servers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "base-error.h"
#include "wire-soap.h"

#include <string.h>

#define OPEN "<s:Envelope xmlns:s='" WIRE_NS_SOAP "'>"
#define CLOSE "</s:Envelope>"

static xmlDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  xmlDoc *doc = wire_xml_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return doc;
}

static void
test_body (void)
{
  g_autoptr (xmlDoc) doc =
      parse (OPEN " <s:Header> <h:V xmlns:h='u:h'>1</h:V> </s:Header> <s:Body>\n <r>x</r> </s:Body>"
                  " " CLOSE);
  g_autoptr (xmlDoc) bare = parse (OPEN "<s:Body><r/></s:Body>" CLOSE);
  g_autofree char *version = wire_xml_child_text (wire_soap_header (doc), "u:h", "V");

  g_assert_true (wire_xml_is (wire_soap_body (doc, NULL), NULL, "r"));
  g_assert_null (wire_soap_fault (wire_soap_body (doc, NULL)));
  g_assert_cmpstr (version, ==, "1");
  g_assert_null (wire_soap_header (bare));
}

static void
test_no_envelope (void)
{
  static const struct
  {
    const char *xml;
    const char *words;
  } rows[] = {
    { "<html><body/></html>", "<html>" },
    { "<Envelope><Body><r/></Body></Envelope>", "<Envelope>" },
    { "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><r/></s:Body>"
      "</s:Envelope>",
      "<Envelope>" },
    { OPEN CLOSE, "lacks Body in Envelope" },
    { OPEN "<s:Body> text </s:Body>" CLOSE, "empty" },
    { OPEN "<Body xmlns='u:x'><r/></Body>" CLOSE, "lacks Body in Envelope" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (xmlDoc) doc = parse (rows[i].xml);
    g_autoptr (GError) error = NULL;

    g_test_message ("row %u", i);
    g_assert_null (wire_soap_body (doc, &error));
    g_assert_error (error, BASE_ERROR, BASE_ERROR_PROTOCOL);
    g_assert_nonnull (strstr (error->message, rows[i].words));
  }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *fault;
    const char *code;
    const char *words;
    const char *detail; /* name of its first child; NULL: no detail */
  } rows[] = {
    { "<s:Fault><faultcode xmlns:a='u:t'>a:ErrorServerBusy</faultcode>"
      "<faultstring xml:lang='en-US'>Busy.</faultstring>"
      "<detail><e:ResponseCode xmlns:e='u:e'>ErrorServerBusy</e:ResponseCode></detail></s:Fault>",
      "ErrorServerBusy", "Busy.", "ResponseCode" },
    { "<s:Fault><faultcode>ErrorAccessDenied</faultcode></s:Fault>", "ErrorAccessDenied", "",
      NULL },
    { "<s:Fault><s:faultcode> s:Client </s:faultcode><s:faultstring/><s:detail/></s:Fault>",
      "Client", "", NULL },
    { "<s:Fault/>", "", "", NULL },
    { "<s:Fault><faultcode>a:b:c</faultcode></s:Fault>", "c", "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *xml = g_strconcat (OPEN "<s:Body>", rows[i].fault, "</s:Body>" CLOSE, NULL);
    g_autoptr (xmlDoc) doc = parse (xml);
    g_autoptr (WireSoapFault) fault = wire_soap_fault (wire_soap_body (doc, NULL));

    g_test_message ("row %u", i);
    g_assert_nonnull (fault);
    g_assert_cmpstr (fault->code, ==, rows[i].code);
    g_assert_cmpstr (fault->words, ==, rows[i].words);
    if (rows[i].detail != NULL)
      g_assert_true (wire_xml_is (wire_xml_first (fault->detail), NULL, rows[i].detail));
    else
      g_assert_null (wire_xml_first (fault->detail));
  }
}

/* An element that is only called so is no fault. */
static void
test_no_fault (void)
{
  g_autoptr (xmlDoc) doc = parse (OPEN "<s:Body><Fault xmlns='u:x'/></s:Body>" CLOSE);

  g_assert_null (wire_soap_fault (wire_soap_body (doc, NULL)));
  g_assert_null (wire_soap_fault (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/soap/body", test_body);
  g_test_add_func ("/wire/soap/no-envelope", test_no_envelope);
  g_test_add_func ("/wire/soap/faults", test_faults);
  g_test_add_func ("/wire/soap/no-fault", test_no_fault);
  return g_test_run ();
}
