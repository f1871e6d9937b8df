/* session-why.c - why it matters what a check of the verification sees
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-why.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *check;
  const char *why;
} rows[] = {
  { "name", N_ ("Certificates and Kerberos are made out for names.") },
  { "reachable", N_ ("Whatever needs the straight way to the server cannot be checked.") },
  { "tls", N_ ("Once a certificate has expired, nothing connects any more, Outlook included.") },
  { "clock", N_ ("A scheduled reply begins and ends by the server’s clock, and Kerberos refuses "
                 "log-ins.") },
  { "ews", N_ ("Whoever reaches the server could read and change replies, too.") },
  { "version", N_ ("What is asked of the server depends on which one it is.") },
  { "own", N_ ("It shows that replies can be read at all, before any right comes in.") },
  { "impersonation", N_ ("Without this right no reply of anybody else can be read or set; so it is "
                         "worth a proof.") },
  { "audience",
    N_ ("People outside do not learn that somebody is away, whatever the reply says.") },
  { "powershell", N_ ("Replies are read and set without it. Only roles, what the organisation lets "
                      "out and policies cannot be looked at.") },
  { "role", N_ ("Without this role no reply of anybody else can be read or set.") },
  { "lets-out", N_ ("People outside do not get what the reply for them says, or nothing at all.") },
  { "throttling", N_ ("It decides how many mailboxes can be set at the same time.") },
  { "directory-find",
    N_ ("Each controller that is silent costs time whenever it is asked first.") },
  { "directory-ticket", N_ ("Another way to log in works; if it fails one day, this one would not "
                            "take its place.") },
  { "directory-password", N_ ("Another way to log in works; if it fails one day, this one would "
                              "not take its place.") },
  { "directory-simple", N_ ("Another way to log in works; if it fails one day, this one would not "
                            "take its place.") },
  { "directory-exchange", N_ ("Lists of people may hold some who have no mailbox.") },
  { "directory-people", N_ ("People are looked up there by name, department and group.") },
  { "keyring", N_ ("The password would have to be entered anew after each start.") },
};

const char *
session_why (const char *check)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].check, check))
      return _ (rows[i].why);
  return NULL;
}
