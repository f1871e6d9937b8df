/* delivery-throttle.h - how many requests may be under way to one server by one account, how fast
 * they may follow each other, and when none may go at all: the policy
 *
 * What a server allows cannot be asked for, so it is learnt from what it refuses. Two limits are
 * kept apart: how many at once (a refusal costs nothing but itself) and how many a second (a
 * refusal costs the whole wait that it announces, for everybody). After a wait one request goes
 * alone; when it comes back, the others follow at a careful speed, which is doubled as soon as it
 * is proved, until it comes near what was refused (delivery-throttle-learn.c), or until answers and
 * refusals together say how fast it may be (delivery-throttle-guess.c): two refusals mostly do.
 * From there on it is raised rarely: the longer the announced wait, the more rarely. What was tried
 * and refused is tried again later still. After a pause as many go at once as went before the first
 * refusal.
 *
 * A refusal teaches nothing before anything was answered, nor soon after a pause: others may have
 * used up what the server gives, or it is busy.
 *
 * A batch that is refused is refused in many parts, and each that is under way with it in all of
 * them. So where no speed is known, what may be under way (the window) is little at first and grows
 * with what is answered, by about a twentieth of it, and a batch is a quarter of the window, but
 * four at least: of fewer nobody can tell a part that is too busy itself from a budget that is used
 * up. A refusal makes the window small again. Where a speed is known, it grows only when smaller
 * batches do not reach that speed.
 *
 * A refusal of a request that left before the last one was known teaches nothing, but the time that
 * it names is waited for. One more at once than went well may be refused for that alone; when fewer
 * are, and a time is named, it is the speed, whatever the server calls it. Requests that
 * are not answered at all close the way too, for up to a minute at a time. Credentials that are
 * refused twice in a row close it for good: an account must not be locked out by us.
 *
 * Pure: no lock, no waiting, no clock of its own. now_us is of any clock that does not jump
 * (g_get_monotonic_time ()), never 0. Whoever shares one between threads locks it (DeliveryGate).
 */
#pragma once

#include <glib.h>

/* Nothing may go until somebody comes back; or ever, when it is shut. */
#define DELIVERY_THROTTLE_LATER G_MAXINT64

typedef enum
{
  DELIVERY_FATE_ANSWERED, /* also with an error about that mailbox */
  DELIVERY_FATE_THROTTLED,
  DELIVERY_FATE_TOO_MANY,  /* refused for being one more than may be under way */
  DELIVERY_FATE_NO_ANSWER, /* not reached, or a passing fault */
  DELIVERY_FATE_LOGIN,     /* the credentials were refused */
  DELIVERY_FATE_UNKNOWN    /* cancelled: it teaches nothing */
} DeliveryFate;

/* How a request came back; of a batch, the worst of its parts. */
typedef struct
{
  DeliveryFate fate;
  guint answered;        /* of its parts */
  guint64 wait_ms;       /* announced; 0: no time was named */
  guint refused;         /* of its parts, for being too much */
  gboolean is_scattered; /* parts behind those were answered: they were too busy themselves */
} DeliveryReturn;

/* Given to a request that goes out, handed back with it. */
typedef struct
{
  guint64 epoch;
  guint64 changes;
  gint64 sent_us;
  guint64 sent_before; /* parts, in the same stretch */
  guint parts;
  guint under_way; /* requests, with this one */
  gboolean is_alone;
  gboolean is_credit; /* sooner than its turn, from what was saved up */
} DeliveryPass;

/* What is worth keeping until the next run. */
typedef struct
{
  double rate;      /* parts a second; 0: that limit was not met */
  double rate_high; /* refused at this; 0: not known */
  double burst;     /* parts at once after a pause, or, without a rate, at any time; 0: not known */
  guint limit;      /* requests at the same time */
  gint64 wait_ms;   /* how long a refusal lasted, last time; 0: there was none */
  gboolean was_refused; /* ever */
} DeliveryMemory;

#define DELIVERY_GUESSES 512

/* A budget that the server may have. */
typedef struct
{
  double rate;
  double used;    /* of the burst, now */
  double deepest; /* the most that ever was */
  double burst;   /* 0: not known */
} DeliveryGuess;

/* Its fields are its own. */
typedef struct
{
  guint most;
  guint inside;
  guint64 epoch; /* counts closings */

  guint limit;
  guint limit_sure;    /* held without a refusal, or set by one */
  guint limit_step;    /* by how much more is tried next */
  guint limit_hold;    /* so many answers before that */
  guint answers;       /* since the limit was changed */
  guint64 changes;     /* of the limit */
  gint64 limit_us;     /* when that was */
  gboolean is_opening; /* nothing was ever refused: quickly up to most */
  gboolean was_full;   /* the limit held somebody back */

  double window; /* parts that may be under way where no speed is known */
  guint parts_inside;
  gboolean has_batched; /* several were wanted in one */

  double rate;      /* parts a second; 0: as they come back */
  double rate_sure; /* held without a refusal; 0: none was yet */
  double rate_high; /* refused at this; 0: not known */
  double rate_once; /* held earlier, and worth coming back to; fades with each vain attempt */
  double rate_step;
  gint64 rate_hold_us;
  double slot_us;          /* when the next part is due */
  gint64 rate_us;          /* when the rate was changed */
  guint64 rate_sent;       /* of sent, before that */
  gint64 since_us;         /* a stretch without a pause began */
  guint64 sent;            /* parts, since then */
  gint64 idle_us;          /* nothing went out for that long before it */
  gint64 last_us;          /* when one came back */
  guint64 answered;        /* requests, since the last pause */
  gboolean is_after_pause; /* no wait of the server's has been seen since then */

  double burst;   /* parts that went before the first refusal: more is not saved up; 0: not known */
  double burst_s; /* and that took so long */
  double first_run; /* parts that went before the first refusal of this run; 0: there was none */
  double credit;    /* parts that may go at once: saved up in a pause */
  DeliveryGuess guesses[DELIVERY_GUESSES]; /* by speed, and not impossible as yet */
  guint n_guesses;
  gint64 guessed_us;
  gboolean is_guess_new; /* nothing was answered since the first refusal */
  guint64 guessed_parts; /* since the last refusal */
  gboolean is_scattered; /* parts were refused for themselves since the last refusal */
  guint storm;           /* parts that were refused the last time */
  guint parts;           /* of the last request */

  gint64 closed_us;
  gint64 closed_until_us; /* 0: open */
  gint64 told_us;         /* by one of those that had left before: nobody goes earlier */
  gint64 wait_us;         /* of the last refusal */
  gint64 learnt_us;       /* the announced wait was too short: it took this long */
  guint refused_alone;    /* in a row, after a wait each */
  guint silent;           /* requests without an answer in a row */
  gboolean is_outage;     /* closed because nobody answers */
  gboolean is_trying;     /* the one that goes alone is under way */
  gboolean is_doubted;    /* credentials were refused once */
  gboolean is_shut;
} DeliveryThrottle;

void delivery_throttle_init (DeliveryThrottle *self, guint most, gint64 now_us);

/* From an earlier run, age_s ago: a day later it is only where the search begins, after a fortnight
 * it is forgotten. Before the first request. */
void delivery_throttle_recall (DeliveryThrottle *self, const DeliveryMemory *memory, gint64 age_s);
void delivery_throttle_remember (const DeliveryThrottle *self, DeliveryMemory *ret);

/* When the next request may go: not after now_us: at once. */
gint64 delivery_throttle_next (DeliveryThrottle *self, gint64 now_us);

/* Of so many parts that are to go in one request, how many go in the next one. Before
 * delivery_throttle_next (). */
guint delivery_throttle_share (DeliveryThrottle *self, guint wanted);

/* It goes: only after delivery_throttle_next () has said so. parts: 1, or those of a batch. */
void delivery_throttle_begin (DeliveryThrottle *self, gint64 now_us, guint parts,
                              DeliveryPass *ret_pass);
void delivery_throttle_end (DeliveryThrottle *self, gint64 now_us, const DeliveryPass *pass,
                            const DeliveryReturn *how);

/* How long the way has been closed because nobody is answered, in µs; 0: it is not. */
gint64 delivery_throttle_silence (const DeliveryThrottle *self, gint64 now_us);
