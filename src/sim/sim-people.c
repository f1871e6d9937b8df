/* sim-people.c - everybody who has a mailbox
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-people.h"

#include "sim-names.h"
#include "sim-order.h"

#include "base-zone.h"

#include <string.h>

#define SID_PREFIX SIM_DOMAIN_SID "-"
#define MOST_CULTURES 32
#define MOST_ZONES 8
#define HOME_DICE 30

typedef struct
{
  guint32 address; /* where it begins in addresses */
  guint8 culture;
  guint8 given;
  guint8 family;
  char initial; /* '\0': none */
  guint8 department;
  guint8 zone;
} Person;

struct _SimPeople
{
  guint64 seed;
  Person *people;
  guint count;
  GString *addresses; /* each ended by NUL */
  guint32 *slots;     /* open addressing by address: person + 1, or 0 */
  guint32 slot_mask;
  guint32 *order; /* as an address list shows them */
  gboolean is_hybrid;
  guint cloud_only; /* the last so many */
  GTimeZone *zones[MOST_CULTURES][MOST_ZONES];
};

/* SplitMix64: the finaliser by Stafford, well spread for consecutive inputs. */
static guint64
mix (guint64 x)
{
  x += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  x = (x ^ (x >> 30)) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  x = (x ^ (x >> 27)) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return x ^ (x >> 31);
}

guint64
sim_people_dice (const SimPeople *self, guint person, guint matter)
{
  return mix (mix (self->seed ^ ((guint64) person << 20)) + matter);
}

/* The part of "Jürgen|juergen" that is shown. */
static char *
shown (const char *word)
{
  return g_strndup (word, strcspn (word, "|"));
}

static void
append_ascii (GString *out, const char *word)
{
  const char *bar = strchr (word, '|');

  for (const char *c = bar != NULL ? bar + 1 : word; *c != '\0'; c++)
    g_string_append_c (out, g_ascii_tolower (*c));
}

static guint32
hash_address (const char *address)
{
  guint32 hash = 2166136261u; /* FNV-1a */

  for (const char *c = address; *c != '\0'; c++)
    hash = (hash ^ (guchar) g_ascii_tolower (*c)) * 16777619u;
  return hash;
}

/* Where the address is, or the free slot where it would go. */
static guint32
find_slot (const SimPeople *self, const char *address)
{
  guint32 slot = hash_address (address) & self->slot_mask;

  while (self->slots[slot] != 0) {
    const Person *person = &self->people[self->slots[slot] - 1];

    if (g_ascii_strcasecmp (self->addresses->str + person->address, address) == 0)
      break;
    slot = (slot + 1) & self->slot_mask;
  }
  return slot;
}

static void
choose_culture (Person *person, guint64 dice)
{
  guint share = (guint) (dice % 100);
  guint i = 0;

  while (i + 1 < sim_n_cultures && share >= sim_cultures[i].weight) {
    share -= sim_cultures[i].weight;
    i++;
  }
  person->culture = (guint8) i;
}

/* "given.family", then with an initial, then with a number, until nobody has it. */
static void
write_address (SimPeople *self, guint number, guint attempt, GString *out)
{
  Person *person = &self->people[number];
  const SimCulture *culture = &sim_cultures[person->culture];

  g_string_truncate (out, 0);
  append_ascii (out, culture->given[person->given]);
  if (attempt > 0) {
    person->initial = (char) ('A' + sim_people_dice (self, number, 5) % 26);
    g_string_append_printf (out, ".%c", g_ascii_tolower (person->initial));
  }
  g_string_append_c (out, '.');
  append_ascii (out, culture->family[person->family]);
  if (attempt > 1)
    g_string_append_printf (out, "%u", attempt);
  g_string_append (out, "@" SIM_DOMAIN);
}

static void
add_address (SimPeople *self, guint number, const char *address)
{
  guint32 slot = find_slot (self, address);

  self->people[number].address = (guint32) self->addresses->len;
  g_string_append_len (self->addresses, address, (gssize) strlen (address) + 1);
  self->slots[slot] = number + 1;
}

static void
make_person (SimPeople *self, guint number, GString *address)
{
  Person *person = &self->people[number];
  const SimCulture *culture;

  choose_culture (person, sim_people_dice (self, number, 0));
  culture = &sim_cultures[person->culture];
  person->given = (guint8) (sim_people_dice (self, number, 1) % culture->n_given);
  person->family = (guint8) (sim_people_dice (self, number, 2) % culture->n_family);
  person->zone = (guint8) (sim_people_dice (self, number, 3) % culture->n_zones);
  person->department = (guint8) (sim_people_dice (self, number, 4) % sim_n_departments);

  for (guint attempt = 0; attempt == 0 || self->slots[find_slot (self, address->str)] != 0;
       attempt++)
    write_address (self, number, attempt, address);
  add_address (self, number, address->str);
}

/* Loading a zone takes longer than answering a request. */
static void
load_zones (SimPeople *self)
{
  for (guint c = 0; c < sim_n_cultures; c++)
    for (guint i = 0; i < sim_cultures[c].n_zones; i++) {
      self->zones[c][i] = base_zone_new (sim_cultures[c].zones[i], NULL);
      if (self->zones[c][i] == NULL)
        self->zones[c][i] = g_time_zone_new_utc (); /* a machine without zone data */
    }
}

SimPeople *
sim_people_new (guint count, guint64 seed)
{
  g_autoptr (GString) address = g_string_new (NULL);
  SimPeople *self = g_new0 (SimPeople, 1);
  guint32 n_slots = 1024;

  while (n_slots < count * 2)
    n_slots *= 2;

  self->seed = mix (seed);
  self->count = count;
  self->people = g_new0 (Person, count);
  self->addresses = g_string_sized_new (count * 28);
  self->slots = g_new0 (guint32, n_slots);
  self->slot_mask = n_slots - 1;

  self->people[SIM_ADMIN].department = (guint8) (sim_n_departments - 3); /* IT */
  add_address (self, SIM_ADMIN, "oofadmin@" SIM_DOMAIN);
  for (guint i = 1; i < count; i++)
    make_person (self, i, address);
  self->order = sim_order_new (self);
  load_zones (self);
  return self;
}

void
sim_people_free (SimPeople *self)
{
  if (self == NULL)
    return;

  for (guint c = 0; c < sim_n_cultures; c++)
    for (guint i = 0; i < sim_cultures[c].n_zones; i++)
      g_time_zone_unref (self->zones[c][i]);
  g_free (self->people);
  g_free (self->order);
  g_free (self->slots);
  g_string_free (self->addresses, TRUE);
  g_free (self);
}

guint
sim_people_count (const SimPeople *self)
{
  return self->count;
}

guint
sim_people_find (const SimPeople *self, const char *address)
{
  guint32 found = self->slots[find_slot (self, address)];

  return found != 0 ? found - 1 : SIM_NOBODY;
}

/* The whole text must be the number of somebody. */
static guint
number_to_person (const SimPeople *self, const char *digits, const char *end, guint64 first)
{
  g_autofree char *text = g_strndup (digits, (gsize) (end - digits));
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, first, first + self->count - 1, &number, NULL))
    return SIM_NOBODY;
  return (guint) (number - first);
}

guint
sim_people_find_secondary (const SimPeople *self, const char *address)
{
  const char *at = strchr (address, '@');

  if (g_ascii_tolower (*address) != 'e' || at == NULL ||
      g_ascii_strcasecmp (at + 1, SIM_DOMAIN) != 0)
    return SIM_NOBODY;
  return number_to_person (self, address + 1, at, 0);
}

guint
sim_people_find_sid (const SimPeople *self, const char *sid)
{
  if (!g_str_has_prefix (sid, SID_PREFIX))
    return SIM_NOBODY;
  return number_to_person (self, sid + strlen (SID_PREFIX), sid + strlen (sid), SIM_FIRST_RID);
}

const char *
sim_people_address (const SimPeople *self, guint person)
{
  return self->addresses->str + self->people[person].address;
}

char *
sim_people_first_name (const SimPeople *self, guint person)
{
  const Person *p = &self->people[person];

  return person == SIM_ADMIN ? g_strdup ("Administrator")
                             : shown (sim_cultures[p->culture].given[p->given]);
}

char *
sim_people_name (const SimPeople *self, guint person)
{
  const Person *p = &self->people[person];
  const SimCulture *culture = &sim_cultures[p->culture];
  g_autofree char *given = shown (culture->given[p->given]);
  g_autofree char *family = shown (culture->family[p->family]);

  if (person == SIM_ADMIN)
    return g_strdup ("OOF Administrator");
  if (culture->is_family_first)
    return p->initial != '\0' ? g_strdup_printf ("%s %s (%c.)", family, given, p->initial)
                              : g_strdup_printf ("%s %s", family, given);
  return p->initial != '\0' ? g_strdup_printf ("%s %c. %s", given, p->initial, family)
                            : g_strdup_printf ("%s %s", given, family);
}

const char *
sim_people_department (const SimPeople *self, guint person)
{
  return sim_departments[self->people[person].department];
}

guint
sim_people_department_number (const SimPeople *self, guint person)
{
  return self->people[person].department;
}

const char *
sim_people_zone (const SimPeople *self, guint person)
{
  const Person *p = &self->people[person];

  return sim_cultures[p->culture].zones[p->zone];
}

GTimeZone *
sim_people_time_zone (const SimPeople *self, guint person)
{
  const Person *p = &self->people[person];

  return self->zones[p->culture][p->zone];
}

const guint32 *
sim_people_order (const SimPeople *self)
{
  return self->order;
}

SimNameParts
sim_people_parts (const SimPeople *self, guint person)
{
  const Person *p = &self->people[person];

  return (SimNameParts){ p->culture, p->given, p->family, p->initial };
}

void
sim_people_spread (SimPeople *self, guint cloud_only)
{
  self->is_hybrid = TRUE;
  self->cloud_only = cloud_only;
}

gboolean
sim_people_is_cloud_only (const SimPeople *self, guint person)
{
  return self->is_hybrid && person != SIM_ADMIN && person < self->count &&
         self->count - person <= self->cloud_only;
}

SimHome
sim_people_home (const SimPeople *self, guint person)
{
  if (!self->is_hybrid)
    return SIM_HOME_BOTH;
  return person != SIM_ADMIN && (sim_people_is_cloud_only (self, person) ||
                                 sim_people_dice (self, person, HOME_DICE) % 3 == 0)
             ? SIM_HOME_CLOUD
             : SIM_HOME_PREMISES;
}
