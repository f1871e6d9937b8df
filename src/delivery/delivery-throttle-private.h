/* delivery-throttle-private.h - what the throttle learns from answers and refusals. For its files
 * only */
#pragma once

#include "delivery-throttle.h"

#define DELIVERY_FIRST_LIMIT 4 /* what Exchange Online takes of an application at the same time */
#define DELIVERY_MOST_WINDOW 2000

/* delivery-throttle-learn.c */

/* From here it is measured how fast it goes, after a pause of idle_us. */
void delivery_throttle_begin_stretch (DeliveryThrottle *self, gint64 now_us, gint64 idle_us);

/* How long it goes at the present speed before it goes faster. */
void delivery_throttle_hold_rate (DeliveryThrottle *self);

/* As fast as it may, and not held back by anything else. */
gboolean delivery_throttle_is_rate_used (const DeliveryThrottle *self, gint64 now_us);

/* A request was answered while the way was open. */
void delivery_throttle_learn_answer (DeliveryThrottle *self, gint64 now_us,
                                     const DeliveryPass *pass);

/* It gives more than was believed. */
void delivery_throttle_forget_refusals (DeliveryThrottle *self);

/* Refused with a wait, which is self->wait_us. answered: parts of that request that were not. */
void delivery_throttle_learn_too_fast (DeliveryThrottle *self, gint64 now_us,
                                       const DeliveryPass *pass, guint answered);

/* A batch that went alone after a wait: only its first parts were answered. */
void delivery_throttle_learn_saved (DeliveryThrottle *self, gint64 now_us, guint answered);

/* What the server has saved up for us in a pause of so many seconds. */
void delivery_throttle_learn_pause (DeliveryThrottle *self, double pause_s);
/* Of that, as far as the speed is known, what is saved up at most. */
double delivery_throttle_saved_up (const DeliveryThrottle *self);

/* delivery-throttle-guess.c */

void delivery_throttle_begin_guesses (DeliveryThrottle *self, gint64 now_us);
/* TRUE: now none is left, it gives more than any of them. */
gboolean delivery_throttle_guess_answered (DeliveryThrottle *self, gint64 now_us, guint parts);
/* The same of one that had left before the refusal. */
void delivery_throttle_guess_answered_late (DeliveryThrottle *self, guint parts);
void delivery_throttle_guess_refused (DeliveryThrottle *self, gint64 now_us);
/* How fast it was lately, when so many went. */
double delivery_throttle_guess_speed (const DeliveryThrottle *self, double parts);
/* Brings the two nearer to each other, as far as is known. TRUE: little is left between them. */
gboolean delivery_throttle_guess_between (DeliveryThrottle *self, gint64 now_us, double *low,
                                          double *high);

/* delivery-throttle-limit.c */

/* One more at once than is known to go well. */
gboolean delivery_throttle_is_limit_on_trial (const DeliveryThrottle *self);
void delivery_throttle_take_back_limit (DeliveryThrottle *self, gint64 now_us);
void delivery_throttle_raise_limit (DeliveryThrottle *self, gint64 now_us,
                                    const DeliveryPass *pass);

/* One too many was under way. */
void delivery_throttle_learn_too_many (DeliveryThrottle *self, gint64 now_us,
                                       const DeliveryPass *pass);
/* What is under way when a refusal comes is refused with it. */
void delivery_throttle_shrink_window (DeliveryThrottle *self);

/* Perhaps that was it, perhaps they were too fast: it is soon tried again. */
void delivery_throttle_doubt_limit (DeliveryThrottle *self, gint64 now_us,
                                    const DeliveryPass *pass);
