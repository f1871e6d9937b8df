/* oof-state.h - what a mailbox's automatic reply is set to: a mailbox has exactly one
 *
 * Immutable, reference-counted; any thread. Texts are HTML, kept byte for byte as the server gave
 * them.
 */
#pragma once

#include <glib.h>

typedef enum
{
  OOF_MODE_OFF,
  OOF_MODE_ON,
  OOF_MODE_SCHEDULED
} OofMode;

/* Who outside the organisation gets a reply. */
typedef enum
{
  OOF_AUDIENCE_NONE,
  OOF_AUDIENCE_KNOWN, /* the mailbox's contacts */
  OOF_AUDIENCE_ALL
} OofAudience;

typedef struct
{
  OofMode mode;
  OofAudience audience;
  GDateTime *from;  /* UTC; NULL unless SCHEDULED. The reply is in force in [from, until) */
  GDateTime *until; /* UTC; NULL unless SCHEDULED */
  char *inside;     /* HTML for senders of the organisation; never NULL */
  char *outside;    /* HTML for everybody else; never NULL */
} OofState;

/* Words for files and scripts: "off", "on", "scheduled"; "none", "known", "all". NULL-terminated,
 * indexed by the enums. */
extern const char *const oof_mode_names[];
extern const char *const oof_audience_names[];

/* from and until are taken only for SCHEDULED; NULL texts become "". */
OofState *oof_state_new (OofMode mode, OofAudience audience, GDateTime *from, GDateTime *until,
                         const char *inside, const char *outside);
/* The same; both texts become the state's own (from and until do not). */
OofState *oof_state_new_taking (OofMode mode, OofAudience audience, GDateTime *from,
                                GDateTime *until, char *inside, char *outside);
OofState *oof_state_ref (OofState *self);
void oof_state_unref (OofState *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofState, oof_state_unref)

/* What differs between two states, as bits; 0: writing b where a is would change nothing. Windows
 * are compared to the second; texts after line ends are made the same and the wrapping that a
 * server puts around a fragment is taken off, because a needless write clears Exchange's list of
 * senders already answered. */
typedef enum
{
  OOF_DIFFERS_MODE = 1 << 0,
  OOF_DIFFERS_WINDOW = 1 << 1,
  OOF_DIFFERS_INSIDE = 1 << 2,
  OOF_DIFFERS_OUTSIDE = 1 << 3,
  OOF_DIFFERS_AUDIENCE = 1 << 4
} OofDiffers;

OofDiffers oof_state_compare (const OofState *a, const OofState *b);

/* A text as it is compared: two that are the same have the same. Caller frees. */
char *oof_state_text_key (const char *html);

/* Nothing differs but how the HTML is written: a server may tidy up what it stores, and people read
 * the same. */
gboolean oof_state_reads_alike (const OofState *a, const OofState *b);

/* TRUE when senders get a reply at that instant. */
gboolean oof_state_is_away (const OofState *self, GDateTime *at);

/* What an administrator may not save, as BASE_ERROR_REJECTED with the sentence to show and
 * facts->reason: "no-window", "end-before-start", "end-in-past", "inside-empty", "outside-empty",
 * "too-long", "bad-text". allowed: the organisation's ceiling for the audience is not checked here
 * but by the caller, who knows it. */
gboolean oof_state_validate (const OofState *self, GDateTime *now, GError **error);

/* A text longer than this is refused before it is sent. Exchange documents no limit; the rules
 * quota of a mailbox (256 KB by default) makes a longer one fail there, some servers with no clear
 * answer. */
#define OOF_MOST_TEXT_BYTES (128 * 1024)
