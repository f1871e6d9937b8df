/* oof-html-colour.c - the colours that style attributes name
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oof-html-colour.h"

#include "oof-html.h"

#include <stdio.h>
#include <string.h>

#define IS_SET 0x1000000u
#define GREY 32        /* parts that differ by less */
#define LEAST_LIGHT 36 /* in hundredths: 4.5 times that of a dark card */
#define STEP 8         /* part of the way to white */

static const struct
{
  char name[8];
  guint rgb;
} names[] = {
  { "aqua", 0x00ffff },    { "blue", 0x0000ff },    { "brown", 0xa52a2a },  { "cyan", 0x00ffff },
  { "fuchsia", 0xff00ff }, { "gray", 0x808080 },    { "green", 0x008000 },  { "grey", 0x808080 },
  { "lime", 0x00ff00 },    { "magenta", 0xff00ff }, { "maroon", 0x800000 }, { "navy", 0x000080 },
  { "olive", 0x808000 },   { "orange", 0xffa500 },  { "purple", 0x800080 }, { "red", 0xff0000 },
  { "silver", 0xc0c0c0 },  { "teal", 0x008080 },    { "yellow", 0xffff00 },
};

static guint
read_digits (const char *digits)
{
  gsize n = strspn (digits, "0123456789abcdefABCDEF");
  guint rgb = (guint) g_ascii_strtoull (digits, NULL, 16);

  if (n == 6 && rgb != 0)
    return IS_SET | rgb;
  if (n != 3 || rgb == 0)
    return 0;
  return IS_SET | (rgb >> 8) * 0x110000 | ((rgb >> 4) & 15) * 0x1100 | (rgb & 15) * 0x11;
}

guint
oof_html_colour (const char *value)
{
  guint r, g, b;

  if (value[0] == '#')
    return read_digits (value + 1);
  if (sscanf (value, "rgb(%3u ,%3u ,%3u", &r, &g, &b) == 3 && r + g + b > 0)
    return IS_SET | MIN (r, 255) << 16 | MIN (g, 255) << 8 | MIN (b, 255);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize length = strlen (names[i].name);

    if (g_ascii_strncasecmp (value, names[i].name, length) == 0 && !g_ascii_isalnum (value[length]))
      return IS_SET | names[i].rgb;
  }
  return 0;
}

/* Of 100, as eyes see it; roughly. */
static guint
light_of (const guint *parts)
{
  return (21 * parts[0] * parts[0] + 72 * parts[1] * parts[1] + 7 * parts[2] * parts[2]) /
         (255 * 255);
}

guint
oof_html_on_dark (guint rgb)
{
  guint parts[] = { (rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255 };
  guint most = MAX (MAX (parts[0], parts[1]), parts[2]);
  guint least = MIN (MIN (parts[0], parts[1]), parts[2]);

  if (light_of (parts) >= LEAST_LIGHT)
    return rgb & 0xFFFFFF;
  for (guint i = 0; i < 3 && most - least < GREY; i++)
    parts[i] = 255 - parts[i];
  while (light_of (parts) < LEAST_LIGHT)
    for (guint i = 0; i < 3; i++)
      parts[i] += (255 - parts[i] + STEP - 1) / STEP;
  return parts[0] << 16 | parts[1] << 8 | parts[2];
}
