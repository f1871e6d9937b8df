/* session-doctor-read.h - what cmdlets and the directory answer, as the doctor's facts
 *
 * What an answer lacks leaves the fact as it was. Pure; any thread.
 */
#pragma once

#include "powershell-value.h"
#include "session-doctor.h"

/* Each gets the objects that its cmdlet gave: PowershellValue. */
typedef struct
{
  SessionDoctorFacts *facts;
  const char *sender; /* an address; NULL: anybody */
} SessionDoctorReader;

void session_doctor_read_mailbox (SessionDoctorReader *self, const GPtrArray *objects);
void session_doctor_read_size (SessionDoctorReader *self, const GPtrArray *objects);
void session_doctor_read_inbox_rules (SessionDoctorReader *self, const GPtrArray *objects);
void session_doctor_read_junk (SessionDoctorReader *self, const GPtrArray *objects);
void session_doctor_read_domains (SessionDoctorReader *self, const GPtrArray *objects);
void session_doctor_read_flow_rules (SessionDoctorReader *self, const GPtrArray *objects);
void session_doctor_read_transport (SessionDoctorReader *self, const GPtrArray *objects);

/* Whether an address is one of the organisation's, by what Get-AcceptedDomain gave. */
gboolean session_doctor_accepts (const GPtrArray *objects, const char *address);

/* Attributes for session_directory_fields (), and what they say. */
extern const char *const session_doctor_attributes[];
void session_doctor_read_fields (SessionDoctorReader *self, GHashTable *fields);
