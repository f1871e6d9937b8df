/* delivery-throttle-private.h - what the throttle learns from answers and refusals. For its files
 * only */
#pragma once

#include "delivery-throttle.h"

/* From here it is measured how fast it goes, after a pause of idle_us. */
void delivery_throttle_begin_stretch (DeliveryThrottle *self, gint64 now_us, gint64 idle_us);

/* A request was answered while the way was open. */
void delivery_throttle_learn_answer (DeliveryThrottle *self, gint64 now_us,
                                     const DeliveryPass *pass);

/* One too many was under way. */
void delivery_throttle_learn_too_many (DeliveryThrottle *self, gint64 now_us,
                                       const DeliveryPass *pass);

/* Refused with a wait, which is self->wait_us. answered: parts of that request that were not. */
void delivery_throttle_learn_too_fast (DeliveryThrottle *self, gint64 now_us,
                                       const DeliveryPass *pass, guint answered);

/* A batch that went alone after a wait: only its first parts were answered. */
void delivery_throttle_learn_saved (DeliveryThrottle *self, gint64 now_us, guint answered);
