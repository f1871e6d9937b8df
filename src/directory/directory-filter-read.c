/* directory-filter-read.c - is a text one whole filter, as RFC 4515 has them?
 *
 * A reader of its own: libldap's would take "(a=b))(|(c=d)" apart only after it was put among other
 * filters, where it would mean something else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "directory-filter.h"

#include "base-error.h"

#include <string.h>

typedef struct
{
  const char *begin;
  const char *at;
  const char *problem; /* what is wrong at that place; NULL: nothing */
} Reader;

static gboolean
fail (Reader *self, const char *problem)
{
  if (self->problem == NULL)
    self->problem = problem;
  return FALSE;
}

static void
skip_blanks (Reader *self)
{
  self->at += strspn (self->at, " \t\r\n");
}

/* "department", "userCertificate;binary", "1.2.840.113556.1.4.803". */
static gboolean
read_attribute (Reader *self)
{
  const char *begin = self->at;

  while (g_ascii_isalnum (*self->at) || (*self->at != '\0' && strchr ("-.;", *self->at) != NULL))
    self->at++;
  return self->at > begin;
}

/* "=", "~=", ">=", "<=", or a matching rule: ":dn:1.2.3:=". */
static gboolean
read_sign (Reader *self)
{
  if (*self->at == '~' || *self->at == '>' || *self->at == '<')
    self->at++;
  else if (*self->at == ':')
    while (*self->at == ':' && self->at[1] != '=') {
      self->at++;
      if (!read_attribute (self))
        return fail (self, "the name of a matching rule is missing");
    }
  if (*self->at == ':')
    self->at++;
  if (*self->at != '=')
    return fail (self, "“=” is missing");
  self->at++;
  return TRUE;
}

static gboolean
read_value (Reader *self)
{
  for (; *self->at != '\0' && *self->at != ')'; self->at++) {
    if (*self->at == '(')
      return fail (self, "an opening bracket inside a value (it is written \\28)");
    if (*self->at != '\\')
      continue;
    if (!g_ascii_isxdigit (self->at[1]) || !g_ascii_isxdigit (self->at[2]))
      return fail (self, "two hexadecimal digits belong behind “\\”");
    self->at += 2;
  }
  return TRUE;
}

static gboolean
read_item (Reader *self)
{
  skip_blanks (self);
  if (*self->at != ':' && !read_attribute (self))
    return fail (self, "the name of an attribute is missing");
  return read_sign (self) && read_value (self);
}

static gboolean read_filter (Reader *self, guint depth);

static gboolean
read_list (Reader *self, guint depth)
{
  guint most = *self->at == '!' ? 1 : G_MAXUINT;
  guint n = 0;

  self->at++;
  skip_blanks (self);
  for (; *self->at == '(' && n < most; n++) {
    if (!read_filter (self, depth))
      return FALSE;
    skip_blanks (self);
  }
  return n > 0 || fail (self, "a filter in brackets is missing");
}

static gboolean
read_filter (Reader *self, guint depth)
{
  gboolean is_read;

  skip_blanks (self);
  if (*self->at != '(')
    return fail (self, "an opening bracket is missing");
  if (depth == 0)
    return fail (self, "too many brackets in brackets");

  self->at++;
  skip_blanks (self);
  is_read = *self->at != '\0' && strchr ("&|!", *self->at) != NULL ? read_list (self, depth - 1)
                                                                   : read_item (self);
  if (!is_read)
    return FALSE;
  if (*self->at != ')')
    return fail (self, "a closing bracket is missing");
  self->at++;
  return TRUE;
}

gboolean
directory_filter_is_whole (const char *text, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "bad-filter" };
  Reader self = { text, text, NULL };

  if (strlen (text) > DIRECTORY_FILTER_MOST_BYTES) {
    fail (&self, "it is too long");
  } else if (!g_utf8_validate (text, -1, NULL)) {
    fail (&self, "it is not UTF-8");
  } else if (read_filter (&self, DIRECTORY_FILTER_MOST_DEPTH)) {
    skip_blanks (&self);
    if (*self.at != '\0')
      fail (&self, "something stands behind its last bracket");
  }
  if (self.problem == NULL)
    return TRUE;

  base_error_set_facts (error, BASE_ERROR_REJECTED, &facts, "no filter, at byte %u: %s",
                        (guint) (self.at - self.begin) + 1, self.problem);
  return FALSE;
}
