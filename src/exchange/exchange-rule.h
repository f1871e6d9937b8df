/* exchange-rule.h - a rule of a mailbox's inbox that sends on what comes
 *
 * With a copy the message is forwarded, which says who was asked first. Without one it is
 * redirected, so that whoever gets it can answer its sender, and deleted: redirecting alone leaves
 * it in the inbox. Deleted means Deleted Items, where the owner finds it again. Neither stops
 * automatic replies, as forwarding by the mailbox itself does ([MS-OXORULE]: out of office rules
 * are looked at whatever other rules did). Messages that are automatic replies themselves are not
 * sent on. Plain struct; texts are owned by it.
 */
#pragma once

#include <glib.h>

typedef struct
{
  char *id; /* the server's */
  char *name;
  guint priority; /* rules with lower numbers come first */
  char *target;   /* the one to whom it sends: an address, or what the server calls them; NULL:
                     nobody, or several */
  gboolean keeps_copy;
  gint64 until_s; /* what arrives later is left alone; 0: not said */
  gboolean is_enabled;
  gboolean is_plain; /* nothing else is in it: it is as this program makes them */
} ExchangeRule;

ExchangeRule *exchange_rule_new (const char *name, const char *target);
void exchange_rule_free (ExchangeRule *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExchangeRule, exchange_rule_free)

/* All that somebody could change of it, in one line. Caller frees. */
char *exchange_rule_print (const ExchangeRule *self);

/* What was read may be what was written: servers give a target back by another name. */
gboolean exchange_rule_is_like (const ExchangeRule *found, const ExchangeRule *wanted);
