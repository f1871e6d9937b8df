/* oof-field.h - the placeholders that a text may have, by name
 *
 * A person's, the manager's and the substitute's are the same: "person.name", "manager.name",
 * "substitute.name". Fixed; any thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  OOF_ABOUT_NAME,
  OOF_ABOUT_GIVEN_NAME,
  OOF_ABOUT_SURNAME,
  OOF_ABOUT_TITLE,
  OOF_ABOUT_DEPARTMENT,
  OOF_ABOUT_OFFICE,
  OOF_ABOUT_COMPANY,
  OOF_ABOUT_PHONE,
  OOF_ABOUT_MOBILE,
  OOF_ABOUT_FAX,
  OOF_ABOUT_MAIL,
  OOF_ABOUT_STREET,
  OOF_ABOUT_CITY,
  OOF_ABOUT_POSTCODE,
  OOF_ABOUT_COUNTRY,
  OOF_ABOUT_ATTRIBUTE_1, /* to 15 */
  OOF_N_ABOUT = OOF_ABOUT_ATTRIBUTE_1 + 15
} OofAbout;

typedef enum
{
  OOF_ABSENCE_TYPE,
  OOF_ABSENCE_START,
  OOF_ABSENCE_START_TIME,
  OOF_ABSENCE_END, /* the last day */
  OOF_ABSENCE_END_TIME,
  OOF_ABSENCE_BACK_ON, /* the next working day */
  OOF_ABSENCE_BACK_WEEKDAY,
  OOF_ABSENCE_DURATION,
  OOF_N_ABSENCE
} OofAbsenceField;

/* Where the groups begin. */
typedef enum
{
  OOF_FIELD_PERSON = 0,
  OOF_FIELD_MANAGER = OOF_FIELD_PERSON + OOF_N_ABOUT,
  OOF_FIELD_SUBSTITUTE = OOF_FIELD_MANAGER + OOF_N_ABOUT,
  OOF_FIELD_ORGANISATION_NAME = OOF_FIELD_SUBSTITUTE + OOF_N_ABOUT,
  OOF_FIELD_ORGANISATION_PHONE,
  OOF_FIELD_ORGANISATION_EMERGENCY,
  OOF_FIELD_ABSENCE,
  OOF_N_FIELDS = OOF_FIELD_ABSENCE + OOF_N_ABSENCE
} OofField;

/* -1 when there is none of that name. Letters may be small or large. */
int oof_field_find (const char *name);
/* "person.given-name". Caller frees. */
char *oof_field_name (guint field);
