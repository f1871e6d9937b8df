/* test-login.c - where an account may live, by its name and by the server that it is for
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "kerberos-login.h"

static const struct
{
  const char *user, *host, *own; /* own: this computer's realm */
  const char *realms;
} rows[] = {
  { "ann@corp.example", "mail.corp.example", NULL, "CORP.EXAMPLE" },
  { "ann@corp.example", "mail.corp.example", "CORP.EXAMPLE", "CORP.EXAMPLE" },
  /* the suffix of a UPN need not be a realm */
  { "ann@mail.example", "exch1.de.corp.example", "OTHER.EXAMPLE",
    "MAIL.EXAMPLE OTHER.EXAMPLE DE.CORP.EXAMPLE CORP.EXAMPLE" },
  { "ann@Example", "mail.corp.example", NULL, "CORP.EXAMPLE" },
  { "ann@corp.example", "192.0.2.1", NULL, "CORP.EXAMPLE" },
  { "ann@a.b.c.example", "x.p.q.r.s.example", NULL,
    "A.B.C.EXAMPLE P.Q.R.S.EXAMPLE Q.R.S.EXAMPLE R.S.EXAMPLE" },
  /* a short name of a domain: only where it is one */
  { "CORP\\ann", "mail.corp.example", NULL, "CORP.EXAMPLE" },
  { "corp\\ann", "mail.de.corp.example", NULL, "CORP.EXAMPLE" },
  { "CORP\\ann", "mail.corporation.example", "OTHER.EXAMPLE", "" },
  { "CORP\\ann", "mail.example.test", "CORP.EXAMPLE", "CORP.EXAMPLE" },
  /* no domain: nobody's but this computer's */
  { "ann", "mail.corp.example", NULL, "" },
  { "ann", "mail.corp.example", "OTHER.EXAMPLE", "OTHER.EXAMPLE" },
  { "", "", "", "" },
  { "@", ".", ".", "" },
};

static void
test_realms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_auto (GStrv) realms = kerberos_login_realms (rows[i].user, rows[i].host, rows[i].own);
    g_autofree char *text = g_strjoinv (" ", realms);

    g_test_message ("%s at %s", rows[i].user, rows[i].host);
    g_assert_cmpstr (text, ==, rows[i].realms);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kerberos/login/realms", test_realms);
  return g_test_run ();
}
