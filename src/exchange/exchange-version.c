/* exchange-version.c - the versions of Exchange
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-version.h"

#include "base-text.h"

#include <string.h>

#define MOST_CHARS 80
/* The directory's serialNumber has it added to the build. */
#define DIRECTORY_OFFSET 30000

const char *const exchange_version_names[] = { [EXCHANGE_VERSION_AUTO] = "auto",
                                               [EXCHANGE_VERSION_2007_SP1] = "2007-sp1",
                                               [EXCHANGE_VERSION_2010] = "2010",
                                               [EXCHANGE_VERSION_2010_SP1] = "2010-sp1",
                                               [EXCHANGE_VERSION_2010_SP2] = "2010-sp2",
                                               [EXCHANGE_VERSION_2013] = "2013",
                                               [EXCHANGE_VERSION_2013_SP1] = "2013-sp1",
                                               [EXCHANGE_VERSION_2016] = "2016",
                                               [EXCHANGE_VERSION_2019] = "2019",
                                               [EXCHANGE_VERSION_SE] = "se",
                                               NULL };

const char *const exchange_version_labels[] = {
  [EXCHANGE_VERSION_AUTO] = "",
  [EXCHANGE_VERSION_2007_SP1] = "2007 SP1 – SP3",
  [EXCHANGE_VERSION_2010] = "2010",
  [EXCHANGE_VERSION_2010_SP1] = "2010 SP1",
  [EXCHANGE_VERSION_2010_SP2] = "2010 SP2 – SP3",
  [EXCHANGE_VERSION_2013] = "2013",
  [EXCHANGE_VERSION_2013_SP1] = "2013 SP1 – CU23",
  [EXCHANGE_VERSION_2016] = "2016",
  [EXCHANGE_VERSION_2019] = "2019",
  [EXCHANGE_VERSION_SE] = "Subscription Edition",
  NULL,
};

typedef struct
{
  guint major, minor, build, revision;
  gboolean has_revision;
} Number;

/* The first that fits; least_build tells 2019 from the Subscription Edition, and 2013 from its
 * SP1. */
static const struct
{
  guint major, minor, least_build;
  const char *product;
  ExchangeVersion version; /* what a person would call it */
} families[] = {
  { 15, 20, 0, "Exchange Online", EXCHANGE_VERSION_AUTO },
  { 15, 2, 2562, "Exchange Server Subscription Edition", EXCHANGE_VERSION_SE },
  { 15, 2, 0, "Exchange Server 2019", EXCHANGE_VERSION_2019 },
  { 15, 1, 0, "Exchange Server 2016", EXCHANGE_VERSION_2016 },
  { 15, 0, 847, "Exchange Server 2013", EXCHANGE_VERSION_2013_SP1 },
  { 15, 0, 0, "Exchange Server 2013", EXCHANGE_VERSION_2013 },
  { 14, 3, 0, "Exchange Server 2010 SP3", EXCHANGE_VERSION_2010_SP2 },
  { 14, 2, 0, "Exchange Server 2010 SP2", EXCHANGE_VERSION_2010_SP2 },
  { 14, 1, 0, "Exchange Server 2010 SP1", EXCHANGE_VERSION_2010_SP1 },
  { 14, 0, 0, "Exchange Server 2010", EXCHANGE_VERSION_2010 },
  { 8, 3, 0, "Exchange Server 2007 SP3", EXCHANGE_VERSION_2007_SP1 },
  { 8, 2, 0, "Exchange Server 2007 SP2", EXCHANGE_VERSION_2007_SP1 },
  { 8, 1, 0, "Exchange Server 2007 SP1", EXCHANGE_VERSION_2007_SP1 },
  { 8, 0, 0, "Exchange Server 2007", EXCHANGE_VERSION_2007_SP1 },
};

/* What is added to the family's name. Service packs of 2007 and 2010 are in the second number. */
static const struct
{
  guint minor, build; /* of 15 */
  const char *update;
} updates[] = {
  { 0, 516, "RTM" },   { 0, 620, "CU1" },   { 0, 712, "CU2" },   { 0, 775, "CU3" },
  { 0, 847, "SP1" },   { 0, 913, "CU5" },   { 0, 995, "CU6" },   { 0, 1044, "CU7" },
  { 0, 1076, "CU8" },  { 0, 1104, "CU9" },  { 0, 1130, "CU10" }, { 0, 1156, "CU11" },
  { 0, 1178, "CU12" }, { 0, 1210, "CU13" }, { 0, 1236, "CU14" }, { 0, 1263, "CU15" },
  { 0, 1293, "CU16" }, { 0, 1320, "CU17" }, { 0, 1347, "CU18" }, { 0, 1365, "CU19" },
  { 0, 1367, "CU20" }, { 0, 1395, "CU21" }, { 0, 1473, "CU22" }, { 0, 1497, "CU23" },

  { 1, 225, "RTM" },   { 1, 396, "CU1" },   { 1, 466, "CU2" },   { 1, 544, "CU3" },
  { 1, 669, "CU4" },   { 1, 845, "CU5" },   { 1, 1034, "CU6" },  { 1, 1261, "CU7" },
  { 1, 1415, "CU8" },  { 1, 1466, "CU9" },  { 1, 1531, "CU10" }, { 1, 1591, "CU11" },
  { 1, 1713, "CU12" }, { 1, 1779, "CU13" }, { 1, 1847, "CU14" }, { 1, 1913, "CU15" },
  { 1, 1979, "CU16" }, { 1, 2044, "CU17" }, { 1, 2106, "CU18" }, { 1, 2176, "CU19" },
  { 1, 2242, "CU20" }, { 1, 2308, "CU21" }, { 1, 2375, "CU22" }, { 1, 2507, "CU23" },

  { 2, 221, "RTM" },   { 2, 330, "CU1" },   { 2, 397, "CU2" },   { 2, 464, "CU3" },
  { 2, 529, "CU4" },   { 2, 595, "CU5" },   { 2, 659, "CU6" },   { 2, 721, "CU7" },
  { 2, 792, "CU8" },   { 2, 858, "CU9" },   { 2, 922, "CU10" },  { 2, 986, "CU11" },
  { 2, 1118, "CU12" }, { 2, 1258, "CU13" }, { 2, 1544, "CU14" }, { 2, 1748, "CU15" },
  { 2, 2562, "RTM" },
};

/* Takes a number of at most five digits and, when there is more to come, the mark behind it. */
static gboolean
take (const char **text, guint *ret, const char *mark)
{
  gsize n = strspn (*text, "0123456789");

  if (n == 0 || n > 5)
    return FALSE;
  *ret = (guint) g_ascii_strtoull (*text, NULL, 10);
  *text += n;
  if (!g_str_has_prefix (*text, mark))
    return FALSE;
  *text += strlen (mark);
  return TRUE;
}

static gboolean
parse (const char *text, Number *ret)
{
  const char *rest = text;
  gboolean is_long = g_str_has_prefix (text, "Version ");

  *ret = (Number){ 0 };
  if (is_long)
    rest += strlen ("Version ");
  if (!take (&rest, &ret->major, ".") || !take (&rest, &ret->minor, is_long ? " (Build " : ".") ||
      !take (&rest, &ret->build, ""))
    return FALSE;

  ret->has_revision = *rest == '.';
  if (ret->has_revision) {
    rest++;
    if (!take (&rest, &ret->revision, ""))
      return FALSE;
  }
  if (is_long && ret->build >= DIRECTORY_OFFSET)
    ret->build -= DIRECTORY_OFFSET;
  return strcmp (rest, is_long ? ")" : "") == 0;
}

static char *
write_number (const Number *number)
{
  return number->has_revision
             ? g_strdup_printf ("%u.%u.%u.%u", number->major, number->minor, number->build,
                                number->revision)
             : g_strdup_printf ("%u.%u.%u", number->major, number->minor, number->build);
}

char *
exchange_version_build (const char *text)
{
  Number number;

  return text != NULL && parse (text, &number) ? write_number (&number) : NULL;
}

/* -1: none */
static int
find_family (const Number *number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if (families[i].major == number->major && families[i].minor == number->minor &&
        number->build >= families[i].least_build)
      return (int) i;
  return -1;
}

static const char *
find_update (const Number *number)
{
  for (gsize i = 0; i < G_N_ELEMENTS (updates) && number->major == 15; i++)
    if (updates[i].minor == number->minor && updates[i].build == number->build)
      return updates[i].update;
  return NULL;
}

char *
exchange_version_describe (const char *text)
{
  g_autofree char *build = NULL;
  const char *update;
  Number number;
  int family;

  if (!parse (text, &number))
    return base_text_for_display (text, MOST_CHARS);

  build = write_number (&number);
  family = find_family (&number);
  if (family < 0)
    return g_strdup_printf ("Exchange Server, %s", build);
  update = find_update (&number);
  return g_strdup_printf ("%s%s%s, %s", families[family].product, update != NULL ? " " : "",
                          update != NULL ? update : "", build);
}

gboolean
exchange_version_fits (ExchangeVersion version, const char *build)
{
  Number number;
  int family;

  if (version == EXCHANGE_VERSION_AUTO || !parse (build, &number))
    return TRUE;
  family = find_family (&number);
  return family < 0 || families[family].version == version;
}
