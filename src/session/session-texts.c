/* session-texts.c - what an item says to each of its people
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-texts.h"

#include "base-error.h"
#include "oof-template.h"
#include "session-about.h"
#include "session-dates.h"
#include "session-defaults.h"

#include <string.h>

/* An item's texts, made ready once. */
typedef struct
{
  OofTemplate *sides[2]; /* inside, outside; NULL with problem */
  OofAudience audience;
  GError *problem;
} Ready;

struct _SessionTexts
{
  const SessionPlan *plan;
  const SessionItems *items;
  SessionOrg *org;
  SessionCommon common;
  char *language;             /* the program's */
  const char *usual_language; /* of texts that do not say theirs; owned by the others */
  GMutex lock;
  GHashTable *ready;  /* OofItem → Ready */
  GHashTable *crowds; /* name of a group → OofCrowd */
  SessionDates *dates;
};

/* Of one person's two texts. */
typedef struct
{
  SessionTexts *texts;
  const SessionTextsFor *whom;
  GHashTable *known[3]; /* LDAP names → texts: of the person, the manager, the substitute */
  OofMerge merge;
} Filling;

static void
free_ready (gpointer data)
{
  Ready *self = data;

  oof_template_unref (self->sides[0]);
  oof_template_unref (self->sides[1]);
  g_clear_error (&self->problem);
  g_free (self);
}

static char *
find_language (void)
{
  const char *name = g_get_language_names ()[0];
  char *language = g_strndup (name, strcspn (name, "._@"));

  g_strdelimit (language, "_", '-');
  return language;
}

SessionTexts *
session_texts_new (const SessionPlan *plan, const SessionItems *items, SessionOrg *org,
                   SessionCore *core, GError **error)
{
  SessionDefaults settings = { 0 };
  SessionTexts *self;

  if (core != NULL && !session_defaults_load (core, &settings, error))
    return NULL;

  self = g_new0 (SessionTexts, 1);
  self->common = settings.common;
  self->plan = plan;
  self->items = items;
  self->org = org;
  self->language = find_language ();
  self->dates = session_dates_new (self->language);
  self->usual_language = *self->common.language != '\0' ? self->common.language : self->language;
  g_mutex_init (&self->lock);
  self->ready = g_hash_table_new_full (NULL, NULL, NULL, free_ready);
  self->crowds =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) oof_crowd_unref);
  return self;
}

void
session_texts_free (SessionTexts *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->ready);
  g_hash_table_unref (self->crowds);
  session_dates_free (self->dates);
  g_mutex_clear (&self->lock);
  g_free (self->language);
  g_free (self);
}

static Ready *
make_ready (const SessionTexts *self, const OofItem *item)
{
  static const BaseErrorFacts missing = { .reason = "no-template" };
  const OofItemParts *parts = oof_item_parts (item);
  Ready *ready = g_new0 (Ready, 1);
  const char *texts[2] = { parts->inside, parts->outside };
  const char *language = self->usual_language;
  const OofText *shared = NULL;

  ready->audience = parts->audience;
  if (*parts->template_name != '\0') {
    shared = self->items != NULL ? session_items_find_template (self->items, parts->template_name)
                                 : NULL;
    if (shared == NULL) {
      base_error_set_facts (&ready->problem, BASE_ERROR_REJECTED, &missing,
                            "there is no template “%s”", parts->template_name);
      return ready;
    }
    texts[0] = shared->inside;
    texts[1] = shared->outside;
    if (*shared->language != '\0')
      language = shared->language;
  }
  for (guint i = 0; i < 2 && ready->problem == NULL; i++)
    ready->sides[i] = oof_template_new (texts[i], language, &ready->problem);
  return ready;
}

/* Borrowed; it stays. */
static const Ready *
find_ready (SessionTexts *self, OofItem *item)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Ready *ready = g_hash_table_lookup (self->ready, item);

  if (ready == NULL) {
    ready = make_ready (self, item);
    g_hash_table_insert (self->ready, item, ready);
  }
  return ready;
}

static OofCrowd *
read_crowd (const SessionTexts *self, const char *name)
{
  g_autoptr (GArray) people = session_members_in_group (session_plan_members (self->plan), name);

  return oof_crowd_new ((const guint32 *) (gpointer) people->data, people->len,
                        session_roster_n (session_plan_roster (self->plan)));
}

static gboolean
is_member_cb (const char *group, gpointer data)
{
  const Filling *filling = data;
  SessionTexts *self = filling->texts;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  OofCrowd *crowd = g_hash_table_lookup (self->crowds, group);

  if (crowd == NULL) {
    crowd = read_crowd (self, group);
    g_hash_table_insert (self->crowds, g_strdup (group), crowd);
  }
  return oof_crowd_has (crowd, filling->whom->person);
}

static gboolean
has_manager (const OofFields *fields)
{
  for (guint i = 0; i < OOF_N_ABOUT; i++)
    if (oof_fields_has (fields, OOF_FIELD_MANAGER + i))
      return TRUE;
  return FALSE;
}

static void
put (OofMerge *merge, guint first, OofAbout about, const char *text)
{
  if (text != NULL && *text != '\0')
    merge->fields[first + about] = text;
}

static void
put_person (OofMerge *merge, guint first, const ExchangePerson *person)
{
  put (merge, first, OOF_ABOUT_NAME, person->name);
  put (merge, first, OOF_ABOUT_MAIL, person->mail);
  put (merge, first, OOF_ABOUT_TITLE, person->title);
  put (merge, first, OOF_ABOUT_DEPARTMENT, person->department);
  put (merge, first, OOF_ABOUT_OFFICE, person->office);
}

/* Is anything wanted that the list of people does not have? */
static gboolean
is_enough (const OofMerge *merge, const OofFields *fields, guint first)
{
  for (guint i = 0; i < OOF_N_ABOUT; i++)
    if (oof_fields_has (fields, first + i) && merge->fields[first + i] == NULL)
      return FALSE;
  return TRUE;
}

/* person: may be known by the distinguished name only. */
static gboolean
fill_somebody (Filling *filling, BaseCall *call, const OofFields *fields, guint which,
               const ExchangePerson *person, GError **error)
{
  const guint first = which * OOF_N_ABOUT;
  SessionOrg *org = filling->texts->org;
  gboolean wants_manager = which == 0 && has_manager (fields) && session_about_tells_manager (org);

  put_person (&filling->merge, first, person);
  if (org == NULL || (!wants_manager && is_enough (&filling->merge, fields, first)))
    return TRUE;

  filling->known[which] = session_about_ask (org, call, person, fields, first, error);
  if (filling->known[which] == NULL)
    return FALSE;
  for (guint i = 0; i < OOF_N_ABOUT; i++)
    put (&filling->merge, first, (OofAbout) i,
         g_hash_table_lookup (filling->known[which], session_about_attributes[i]));
  return TRUE;
}

static gboolean
fill_manager (Filling *filling, BaseCall *call, const OofFields *fields, GError **error)
{
  const SessionRoster *roster = session_plan_roster (filling->texts->plan);
  const char *dn =
      filling->known[0] != NULL ? g_hash_table_lookup (filling->known[0], "manager") : NULL;
  g_autoptr (ExchangePerson) stranger = NULL;
  guint32 manager;

  if (!has_manager (fields))
    return TRUE;

  manager = dn != NULL ? session_roster_find (roster, dn)
                       : session_roster_manager (roster, filling->whom->person);
  if (manager != SESSION_ROSTER_NOBODY)
    return fill_somebody (filling, call, fields, 1, session_roster_person (roster, manager), error);
  if (dn == NULL)
    return TRUE;
  stranger = exchange_person_new (&(ExchangePerson){ .dn = dn });
  return fill_somebody (filling, call, fields, 1, stranger, error);
}

static void
put_organisation (OofMerge *merge, const SessionCommon *common)
{
  for (guint i = 0; i < SESSION_N_ORGANISATION; i++)
    if (*common->organisation[i] != '\0')
      merge->fields[OOF_FIELD_ORGANISATION_NAME + i] = common->organisation[i];
}

static gboolean
fill_fields (Filling *filling, BaseCall *call, const OofFields *fields, GError **error)
{
  const SessionRoster *roster = session_plan_roster (filling->texts->plan);
  const char *name = oof_item_parts (filling->whom->item)->substitute;
  guint32 substitute = *name != '\0' ? session_roster_find (roster, name) : SESSION_ROSTER_NOBODY;

  put_organisation (&filling->merge, &filling->texts->common);
  if (!fill_somebody (filling, call, fields, 0,
                      session_roster_person (roster, filling->whom->person), error) ||
      !fill_manager (filling, call, fields, error))
    return FALSE;
  return substitute == SESSION_ROSTER_NOBODY ||
         fill_somebody (filling, call, fields, 2, session_roster_person (roster, substitute),
                        error);
}

/* By which days it is told when somebody is back. Borrowed; NULL: none. */
static const OofDays *
find_holidays (const SessionTexts *self, const OofWhen *when)
{
  const OofDays *own = oof_when_parts (when)->holidays;

  return own != NULL || self->items == NULL
             ? own
             : session_items_find_holidays (self->items, self->common.holidays);
}

static void
add_gaps (GPtrArray *names, const OofFields *gaps)
{
  for (guint i = 0; i < OOF_N_FIELDS; i++) {
    g_autofree char *name = oof_fields_has (gaps, i) ? oof_field_name (i) : NULL;

    if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_steal_pointer (&name));
  }
}

static char *
fill_side (Filling *filling, OofTemplate *template, gboolean is_outside, GPtrArray *gaps,
           GError **error)
{
  const SessionTextsFor *whom = filling->whom;
  const OofWhen *when = oof_item_parts (whom->item)->when;
  const SessionDatesOf of = { .item = whom->item,
                              .place = whom->place,
                              .holidays = find_holidays (filling->texts, when),
                              .from_s = whom->away_from_s,
                              .until_s = whom->away_until_s };
  g_autoptr (GPtrArray) absences = session_dates_find (filling->texts->dates, template, &of);
  GString *text = g_string_new (NULL);
  OofFields missing = { { 0 } };

  filling->merge.absences = (const OofAbsence *const *) absences->pdata;
  filling->merge.is_outside = is_outside;
  if (!oof_template_merge (template, &filling->merge, text, &missing, error)) {
    g_string_free (text, TRUE);
    return NULL;
  }

  add_gaps (gaps, &missing);
  return g_string_free (text, FALSE);
}

static OofFields
needed_by (const Ready *ready)
{
  OofFields inside = oof_template_fields (ready->sides[0]);
  OofFields outside = oof_template_fields (ready->sides[1]);

  for (guint i = 0; i < G_N_ELEMENTS (inside.bits); i++)
    inside.bits[i] |= outside.bits[i];
  return inside;
}

gboolean
session_texts_make (SessionTexts *self, BaseCall *call, const SessionTextsFor *whom,
                    SessionWords *ret, GError **error)
{
  const Ready *ready = find_ready (self, whom->item);
  g_autoptr (GPtrArray) gaps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unread = g_ptr_array_new_with_free_func (g_free);
  Filling filling = { .texts = self, .whom = whom, .merge = { .is_member = is_member_cb } };
  gboolean is_made = FALSE;
  OofFields fields;

  if (ready->problem != NULL) {
    g_propagate_error (error, g_error_copy (ready->problem));
    return FALSE;
  }

  filling.merge.data = &filling;
  fields = needed_by (ready);
  if (fill_fields (&filling, call, &fields, error) &&
      (ret->inside = fill_side (&filling, ready->sides[0], FALSE, gaps, error)) != NULL &&
      (ret->outside = fill_side (&filling, ready->sides[1], TRUE,
                                 ready->audience != OOF_AUDIENCE_NONE ? gaps : unread, error)) !=
          NULL) {
    ret->audience = ready->audience;
    g_ptr_array_add (gaps, NULL);
    if (gaps->len > 1)
      ret->gaps = (char **) g_ptr_array_free (g_steal_pointer (&gaps), FALSE);
    is_made = TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (filling.known); i++)
    g_clear_pointer (&filling.known[i], g_hash_table_unref);
  return is_made;
}
