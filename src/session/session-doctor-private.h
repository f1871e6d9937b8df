/* session-doctor-private.h - what the doctor's files share: a diagnosis that is being made */
#pragma once

#include "session-doctor.h"

typedef struct
{
  const SessionDoctorQuestion *question;
  const SessionDoctorFacts *facts;
  SessionDiagnosis *diagnosis;
} SessionDoctor;

typedef enum
{
  SESSION_SIDES_INSIDE = 1 << SESSION_SENDER_INSIDE,
  SESSION_SIDES_OUTSIDE = 1 << SESSION_SENDER_OUTSIDE,
  SESSION_SIDES_BOTH = SESSION_SIDES_INSIDE | SESSION_SIDES_OUTSIDE
} SessionSides;

typedef struct
{
  const char *id;
  SessionFindingWeight weight;
  SessionSides sides;
  SessionSource source;
  const char *evidence; /* NULL: "" */
  const char *object;   /* NULL: "" */
} SessionDoctorNote;

/* Left out where it concerns nobody who was asked about. */
void session_doctor_add (SessionDoctor *self, const SessionDoctorNote *note);

/* What the mailbox, and what the way there and back say. */
void session_doctor_check_reply (SessionDoctor *self);
void session_doctor_check_mailbox (SessionDoctor *self);
void session_doctor_check_flow (SessionDoctor *self);
