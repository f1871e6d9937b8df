/* session-preview.h - what an absence would be that is not saved yet: whom it reaches, and what
 * some of them would answer
 *
 * Immutable once it is there, reference-counted; any thread. hub functions: main thread.
 */
#pragma once

#include "oof-item.h"
#include "session-hub.h"

/* The gaps of so many are looked for; there the directory may have to be asked for each. */
#define SESSION_PREVIEW_MOST_LOOKED 500

/* Somebody who is reached, or is not. */
typedef struct
{
  char *name;
  char *mail;
  char *reason; /* why nothing is written for them: a sentence; NULL: it is */
} SessionPreviewPerson;

/* What one of them would answer. */
typedef struct
{
  char *name;
  char *mail;
  char *when;          /* the absence that is shown, in words; NULL: there is none any more */
  char *inside;        /* HTML */
  char *outside;       /* HTML; NULL: nobody outside gets one */
  char *gaps;          /* names of placeholders that nobody can fill in; NULL: none */
  char *problem;       /* why there is no text: a sentence; NULL: there is one */
  gboolean is_missing; /* there should be one: the absence is still to come */
} SessionPreviewText;

typedef struct _SessionPreview SessionPreview;

SessionPreview *session_preview_ref (SessionPreview *self);
void session_preview_unref (SessionPreview *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SessionPreview, session_preview_unref)

/* All borrowed from self. */
const GPtrArray *session_preview_people (const SessionPreview *self);  /* SessionPreviewPerson */
const GPtrArray *session_preview_skipped (const SessionPreview *self); /* the same, with reasons */
const GPtrArray *session_preview_texts (const SessionPreview *self);   /* SessionPreviewText */
/* Of those who were looked at: who has gaps, the names of those in reason; and for whom there is no
 * text, with the sentence why. */
const GPtrArray *session_preview_gaps (const SessionPreview *self);
guint session_preview_n_looked (const SessionPreview *self);

typedef enum
{
  SESSION_PREVIEW_WHO, /* whom it reaches: the directory is not asked */
  SESSION_PREVIEW_TEXTS
} SessionPreviewWhat;

/* By the people and groups that the list has now, so that it also answers while nothing is
 * connected; filters, and what the list does not know of a person, are asked of the directory.
 * item: kept. BASE_ERROR_OFFLINE while no people are known; errors of whoever is asked. */
void session_hub_preview_async (SessionHub *self, OofItem *item, SessionPreviewWhat what,
                                GCancellable *cancellable, GAsyncReadyCallback done,
                                gpointer user_data);
/* Caller unrefs. */
SessionPreview *session_hub_preview_finish (SessionHub *self, GAsyncResult *result, GError **error);
