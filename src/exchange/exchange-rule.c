/* exchange-rule.c - a rule of a mailbox's inbox that sends on what comes
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "exchange-rule.h"

#include <string.h>

ExchangeRule *
exchange_rule_new (const char *name, const char *target)
{
  ExchangeRule *self = g_new0 (ExchangeRule, 1);

  self->name = g_strdup (name);
  self->target = g_strdup (target);
  return self;
}

void
exchange_rule_free (ExchangeRule *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->target);
  g_free (self);
}

char *
exchange_rule_print (const ExchangeRule *self)
{
  return g_strdup_printf ("%s %s %s %" G_GINT64_FORMAT " to %s: %s",
                          self->is_enabled ? "on" : "off", self->is_plain ? "plain" : "other",
                          self->keeps_copy ? "copy" : "move", self->until_s,
                          self->target != NULL ? self->target : "", self->name);
}

gboolean
exchange_rule_is_like (const ExchangeRule *found, const ExchangeRule *wanted)
{
  gboolean is_address = found->target != NULL && strchr (found->target, '@') != NULL;

  return found->is_enabled && found->is_plain && found->keeps_copy == wanted->keeps_copy &&
         (found->until_s == wanted->until_s || found->until_s == 0) && found->target != NULL &&
         (!is_address || g_ascii_strcasecmp (found->target, wanted->target) == 0);
}
