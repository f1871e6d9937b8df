/* ldap-filter.h - writes filters from their text form, for tests: no escapes but \HH, no checks */
#pragma once

#include <glib.h>
#include <lber.h>
#include <string.h>

/* A value up to one of the stops, without its escapes. Caller frees. */
static inline GString *
filter_take_value (const char **cursor, const char *stops)
{
  GString *out = g_string_new (NULL);
  const char *c = *cursor;

  for (; *c != '\0' && strchr (stops, *c) == NULL; c++)
    if (*c == '\\') {
      g_string_append_c (out,
                         (char) (g_ascii_xdigit_value (c[1]) << 4 | g_ascii_xdigit_value (c[2])));
      c += 2;
    } else {
      g_string_append_c (out, *c);
    }
  *cursor = c;
  return out;
}

static inline void
filter_write_parts (BerElement *ber, const char **cursor, GString *first)
{
  g_autoptr (GString) part = first;
  ber_tag_t tag = 0x80;

  ber_printf (ber, "{");
  for (;;) {
    gboolean is_last = **cursor == ')';

    if (is_last && tag != 0x80)
      tag = 0x82;
    if (part->len > 0)
      ber_printf (ber, "to", tag, part->str, (ber_len_t) part->len);
    if (is_last)
      break;
    (*cursor)++;
    tag = 0x81;
    g_string_free (part, TRUE);
    part = filter_take_value (cursor, "*)");
  }
  ber_printf (ber, "}");
}

static inline void
filter_write_leaf (BerElement *ber, const char **cursor)
{
  gsize length = strcspn (*cursor, ":<>~=");
  g_autofree char *name = g_strndup (*cursor, length);
  char sign = (*cursor)[length];
  g_autoptr (GString) value = NULL;

  *cursor += length + (sign == '=' ? 1 : 2);
  if (sign == ':') {
    g_autoptr (GString) rule = NULL;

    (*cursor)--;
    rule = filter_take_value (cursor, ":");
    *cursor += 2;
    value = filter_take_value (cursor, ")");
    ber_printf (ber, "t{tstoto}", (ber_tag_t) 0xA9, (ber_tag_t) 0x81, rule->str, (ber_tag_t) 0x82,
                name, (ber_len_t) strlen (name), (ber_tag_t) 0x83, value->str,
                (ber_len_t) value->len);
    return;
  }

  value = filter_take_value (cursor, "*)");
  if (sign == '=' && **cursor == '*' && value->len == 0 && (*cursor)[1] == ')') {
    (*cursor)++;
    ber_printf (ber, "to", (ber_tag_t) 0x87, name, (ber_len_t) strlen (name));
  } else if (**cursor == '*') {
    ber_printf (ber, "t{s", (ber_tag_t) 0xA4, name);
    filter_write_parts (ber, cursor, g_steal_pointer (&value));
    ber_printf (ber, "}");
  } else {
    ber_tag_t tag = sign == '>' ? 0xA5 : sign == '<' ? 0xA6 : sign == '~' ? 0xA8 : 0xA3;

    ber_printf (ber, "t{so}", tag, name, value->str, (ber_len_t) value->len);
  }
}

static inline void
filter_write_next (BerElement *ber, const char **cursor)
{
  const char *sets = "&|!";
  const char *set;

  (*cursor)++; /* the bracket */
  set = strchr (sets, **cursor);
  if (set == NULL || **cursor == '\0') {
    filter_write_leaf (ber, cursor);
  } else {
    (*cursor)++;
    ber_printf (ber, "t{", (ber_tag_t) (0xA0 + (set - sets)));
    while (**cursor == '(')
      filter_write_next (ber, cursor);
    ber_printf (ber, "}");
  }
  (*cursor)++;
}

static inline void
filter_write (BerElement *ber, const char *text)
{
  filter_write_next (ber, &text);
}
