/* test-version.c - what builds are called
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-version.h"

#include <string.h>

static void
test_describe (void)
{
  static const struct
  {
    const char *text;
    const char *said;
    const char *build; /* NULL: it is none */
  } rows[] = {
    { "15.2.1544.4", "Exchange Server 2019 CU14, 15.2.1544.4", "15.2.1544.4" },
    { "15.2.1544.36", "Exchange Server 2019 CU14, 15.2.1544.36", "15.2.1544.36" },
    { "15.2.1600.1", "Exchange Server 2019, 15.2.1600.1", "15.2.1600.1" },
    { "15.2.2562.17", "Exchange Server Subscription Edition RTM, 15.2.2562.17", "15.2.2562.17" },
    { "15.2.9999.1", "Exchange Server Subscription Edition, 15.2.9999.1", "15.2.9999.1" },
    { "15.1.2507.6", "Exchange Server 2016 CU23, 15.1.2507.6", "15.1.2507.6" },
    { "15.1.2507", "Exchange Server 2016 CU23, 15.1.2507", "15.1.2507" },
    { "15.0.847.32", "Exchange Server 2013 SP1, 15.0.847.32", "15.0.847.32" },
    { "15.0.516.32", "Exchange Server 2013 RTM, 15.0.516.32", "15.0.516.32" },
    { "14.3.513.0", "Exchange Server 2010 SP3, 14.3.513.0", "14.3.513.0" },
    { "8.3.83.6", "Exchange Server 2007 SP3, 8.3.83.6", "8.3.83.6" },
    { "15.20.8000.1", "Exchange Online, 15.20.8000.1", "15.20.8000.1" },
    { "16.0.1.2", "Exchange Server, 16.0.1.2", "16.0.1.2" },
    { "Version 15.2 (Build 1544.4)", "Exchange Server 2019 CU14, 15.2.1544.4", "15.2.1544.4" },
    { "Version 15.1 (Build 32507.6)", "Exchange Server 2016 CU23, 15.1.2507.6", "15.1.2507.6" },
    { "Version 8.3 (Build 30083.6)", "Exchange Server 2007 SP3, 8.3.83.6", "8.3.83.6" },
    { "Version 15.2 (Build 1544.4", "Version 15.2 (Build 1544.4", NULL },
    { "15.2", "15.2", NULL },
    { "15.2.", "15.2.", NULL },
    { "15.2.1544.", "15.2.1544.", NULL },
    { "15.2.1544.4.1", "15.2.1544.4.1", NULL },
    { "15.2.999999.1", "15.2.999999.1", NULL },
    { "-15.2.1544.4", "-15.2.1544.4", NULL },
    { "Exchange2013\n\x1b[31m", "Exchange2013 ", NULL },
    { "", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *said = exchange_version_describe (rows[i].text);
    g_autofree char *build = exchange_version_build (rows[i].text);

    g_test_message ("%s -> %s", rows[i].text, said);
    if (g_str_has_prefix (rows[i].text, "Exchange2013"))
      g_assert_true (g_str_has_prefix (said, "Exchange2013") && strchr (said, 0x1b) == NULL);
    else
      g_assert_cmpstr (said, ==, rows[i].said);
    g_assert_cmpstr (build, ==, rows[i].build);
  }
}

static void
test_fits (void)
{
  static const struct
  {
    ExchangeVersion version;
    const char *build;
    gboolean fits;
  } rows[] = {
    { EXCHANGE_VERSION_AUTO, "15.2.1544.4", TRUE },
    { EXCHANGE_VERSION_2019, "15.2.1544.4", TRUE },
    { EXCHANGE_VERSION_SE, "15.2.1544.4", FALSE },
    { EXCHANGE_VERSION_SE, "15.2.2562.17", TRUE },
    { EXCHANGE_VERSION_2013, "15.0.847.32", FALSE },
    { EXCHANGE_VERSION_2013_SP1, "15.0.1497.2", TRUE },
    { EXCHANGE_VERSION_2010_SP2, "14.3.123.4", TRUE },
    { EXCHANGE_VERSION_2010, "", TRUE },
    { EXCHANGE_VERSION_2010, "99.1.2.3", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s %s", exchange_version_names[rows[i].version], rows[i].build);
    g_assert_cmpint (exchange_version_fits (rows[i].version, rows[i].build), ==, rows[i].fits);
  }
}

/* What a person may choose: each has a word for scripts and a name. */
static void
test_names (void)
{
  g_assert_cmpuint (g_strv_length ((char **) exchange_version_names), ==, EXCHANGE_VERSION_N);
  g_assert_cmpuint (g_strv_length ((char **) exchange_version_labels), ==, EXCHANGE_VERSION_N);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/version/describe", test_describe);
  g_test_add_func ("/exchange/version/fits", test_fits);
  g_test_add_func ("/exchange/version/names", test_names);
  return g_test_run ();
}
