/* session-doctor-read.c - what cmdlets and the directory answer, as the doctor's facts
 *
 * Properties as Microsoft's pages on Get-Mailbox, Get-InboxRule, Get-TransportRule and so on have
 * them. Texts are cut: they are for showing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-doctor-read.h"

#include "base-text.h"

#include <string.h>

#define MOST_CHARS 200

/* Caller frees; NULL: nothing is there. */
static char *
text_of (const PowershellValue *object, const char *property)
{
  const char *text = powershell_value_property_text (object, property);

  return text != NULL && *text != '\0' ? base_text_for_display (text, MOST_CHARS) : NULL;
}

static gboolean
is_true (const PowershellValue *object, const char *property)
{
  const PowershellValue *value = powershell_value_property (object, property);
  gboolean is = FALSE;

  return value != NULL && powershell_value_boolean (value, &is) && is;
}

/* A list's items, or the one text. Caller frees; NULL: there is none. */
static char *
list_of (const PowershellValue *object, const char *property)
{
  const PowershellValue *value = powershell_value_property (object, property);
  g_autoptr (GString) all = g_string_new (NULL);

  if (value == NULL)
    return NULL;
  if (powershell_value_holds (value) == POWERSHELL_HOLDS_NOTHING)
    return text_of (object, property);

  for (guint i = 0; i < powershell_value_n_items (value) && all->len < MOST_CHARS; i++) {
    const char *text = powershell_value_text (powershell_value_item (value, i));

    if (text != NULL && *text != '\0')
      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", text);
  }
  return all->len > 0 ? base_text_for_display (all->str, MOST_CHARS) : NULL;
}

static void
take (char **ret, char *text)
{
  if (text == NULL)
    return;

  g_free (*ret);
  *ret = text;
}

/* "smtp:ann@corp.example" as people write it. */
static char *
without_scheme (char *text)
{
  if (text != NULL && g_ascii_strncasecmp (text, "smtp:", 5) == 0)
    memmove (text, text + 5, strlen (text + 5) + 1);
  return text;
}

/* "256 KB (262,144 bytes)". */
static guint64
read_bytes (const char *text)
{
  const char *open = text != NULL ? strchr (text, '(') : NULL;
  guint64 bytes = 0;

  for (; open != NULL && *open != '\0' && *open != 'b'; open++)
    if (g_ascii_isdigit (*open) && bytes < G_MAXUINT32)
      bytes = bytes * 10 + (guint64) g_ascii_digit_value (*open);
  return bytes;
}

static void
append_list (GString *text, const PowershellValue *object, const char *property)
{
  g_autofree char *list = list_of (object, property);

  if (list != NULL)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", property, list);
}

void
session_doctor_read_mailbox (SessionDoctorReader *self, const GPtrArray *objects)
{
  SessionDoctorFacts *facts = self->facts;
  const PowershellValue *mailbox = objects->len > 0 ? objects->pdata[0] : NULL;
  g_autoptr (GString) accepts = g_string_new (NULL);
  g_autofree char *quota = text_of (mailbox, "RulesQuota");

  if (mailbox == NULL)
    return;

  take (&facts->forward_to, text_of (mailbox, "ForwardingAddress"));
  take (&facts->forward_smtp, without_scheme (text_of (mailbox, "ForwardingSmtpAddress")));
  if (powershell_value_property (mailbox, "DeliverToMailboxAndForward") != NULL)
    facts->keeps_copy = is_true (mailbox, "DeliverToMailboxAndForward");
  facts->is_hidden = facts->is_hidden || is_true (mailbox, "HiddenFromAddressListsEnabled");
  facts->is_disabled = facts->is_disabled || is_true (mailbox, "AccountDisabled");
  facts->needs_login =
      facts->needs_login || is_true (mailbox, "RequireSenderAuthenticationEnabled");
  append_list (accepts, mailbox, "AcceptMessagesOnlyFromSendersOrMembers");
  append_list (accepts, mailbox, "RejectMessagesFromSendersOrMembers");
  if (accepts->len > 0)
    take (&facts->accepts_only, g_strdup (accepts->str));
  facts->quota_bytes = read_bytes (quota);
}

void
session_doctor_read_size (SessionDoctorReader *self, const GPtrArray *objects)
{
  if (objects->len > 0)
    take (&self->facts->size_status, text_of (objects->pdata[0], "StorageLimitStatus"));
}

/* What of a rule takes a message away: the names of those properties. Caller frees; NULL:
 * nothing. */
static char *
describe (const PowershellValue *rule, const char *const *flags, const char *const *lists)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *flags != NULL; flags++)
    if (is_true (rule, *flags))
      g_string_append_printf (text, "%s%s True", text->len > 0 ? ", " : "", *flags);
  for (; *lists != NULL; lists++)
    append_list (text, rule, *lists);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
add_rule (GPtrArray *rules, const PowershellValue *rule, const char *what)
{
  g_autofree char *name = text_of (rule, "Name");

  session_doctor_add_rule (rules, name != NULL ? name : "?", what);
}

void
session_doctor_read_inbox_rules (SessionDoctorReader *self, const GPtrArray *objects)
{
  static const char *const flags[] = { "DeleteMessage", "SoftDeleteMessage", NULL };
  static const char *const lists[] = { "RedirectTo", NULL };
  GPtrArray *rules = session_doctor_new_rules ();

  for (guint i = 0; i < objects->len; i++) {
    const PowershellValue *rule = objects->pdata[i];
    g_autofree char *what = describe (rule, flags, lists);

    if (is_true (rule, "InError")) {
      add_rule (rules, rule, "InError True");
      ((SessionDoctorRule *) rules->pdata[rules->len - 1])->is_broken = TRUE;
    } else if (what != NULL && is_true (rule, "Enabled")) {
      add_rule (rules, rule, what);
    }
  }
  self->facts->inbox_rules = rules;
}

/* An address, or a domain with or without "@". */
static gboolean
names_sender (const char *entry, const char *sender)
{
  const char *at = strrchr (sender, '@');

  if (at == NULL)
    return FALSE;
  return g_ascii_strcasecmp (entry, sender) == 0 || g_ascii_strcasecmp (entry, at) == 0 ||
         g_ascii_strcasecmp (entry, at + 1) == 0;
}

void
session_doctor_read_junk (SessionDoctorReader *self, const GPtrArray *objects)
{
  const PowershellValue *junk = objects->len > 0 ? objects->pdata[0] : NULL;
  const PowershellValue *blocked =
      junk != NULL ? powershell_value_property (junk, "BlockedSendersAndDomains") : NULL;

  if (blocked == NULL || self->sender == NULL || !is_true (junk, "Enabled"))
    return;

  for (guint i = 0; i < powershell_value_n_items (blocked); i++) {
    const char *entry = powershell_value_text (powershell_value_item (blocked, i));

    if (entry != NULL && names_sender (entry, self->sender)) {
      take (&self->facts->junk, base_text_for_display (entry, MOST_CHARS));
      return;
    }
  }
}

void
session_doctor_read_domains (SessionDoctorReader *self, const GPtrArray *objects)
{
  GPtrArray *domains = session_doctor_new_domains ();

  for (guint i = 0; i < objects->len; i++) {
    const PowershellValue *object = objects->pdata[i];
    g_autofree char *name = text_of (object, "Name");
    g_autofree char *pattern = text_of (object, "DomainName");
    g_autofree char *allowed = text_of (object, "AllowedOOFType");
    SessionDoctorDomain *domain;

    if (pattern == NULL || allowed == NULL)
      continue;
    domain = g_new0 (SessionDoctorDomain, 1);
    domain->name = g_strdup (name != NULL ? name : pattern);
    domain->domain = g_steal_pointer (&pattern);
    domain->allowed = g_steal_pointer (&allowed);
    domain->is_silent = powershell_value_property (object, "AutoReplyEnabled") != NULL &&
                        !is_true (object, "AutoReplyEnabled");
    domain->is_hybrid = is_true (object, "TargetDeliveryDomain");
    g_ptr_array_add (domains, domain);
  }
  self->facts->domains = domains;
}

void
session_doctor_read_flow_rules (SessionDoctorReader *self, const GPtrArray *objects)
{
  static const char *const flags[] = { "DeleteMessage", "Quarantine", NULL };
  static const char *const lists[] = { "RedirectMessageTo", "RejectMessageReasonText",
                                       "RejectMessageEnhancedStatusCode", "ModerateMessageByUser",
                                       NULL };
  GPtrArray *rules = session_doctor_new_rules ();

  for (guint i = 0; i < objects->len; i++) {
    const PowershellValue *rule = objects->pdata[i];
    const char *state = powershell_value_property_text (rule, "State");
    const char *mode = powershell_value_property_text (rule, "Mode");
    g_autofree char *what = describe (rule, flags, lists);

    if (what != NULL && state != NULL && g_ascii_strcasecmp (state, "Enabled") == 0 &&
        (mode == NULL || g_ascii_strcasecmp (mode, "Enforce") == 0))
      add_rule (rules, rule, what);
  }
  self->facts->flow_rules = rules;
}

void
session_doctor_read_transport (SessionDoctorReader *self, const GPtrArray *objects)
{
  if (objects->len > 0)
    take (&self->facts->reports_to, text_of (objects->pdata[0], "JournalingReportNdrTo"));
}

gboolean
session_doctor_accepts (const GPtrArray *objects, const char *address)
{
  const char *at = strrchr (address, '@');

  for (guint i = 0; at != NULL && i < objects->len; i++) {
    const char *domain = powershell_value_property_text (objects->pdata[i], "DomainName");
    const char *ending = domain != NULL && g_str_has_prefix (domain, "*.") ? domain + 1 : NULL;
    gsize n = strlen (at);

    if (domain != NULL && g_ascii_strcasecmp (domain, at + 1) == 0)
      return TRUE;
    if (ending != NULL && n > strlen (ending) &&
        g_ascii_strcasecmp (at + n - strlen (ending), ending) == 0)
      return TRUE;
  }
  return FALSE;
}

const char *const session_doctor_attributes[] = { "altRecipient",
                                                  "deliverAndRedirect",
                                                  "msExchGenericForwardingAddress",
                                                  "msExchHideFromAddressLists",
                                                  "msExchRequireAuthToSendTo",
                                                  NULL };

static gboolean
is_set (GHashTable *fields, const char *attribute)
{
  return g_strcmp0 (g_hash_table_lookup (fields, attribute), "TRUE") == 0;
}

void
session_doctor_read_fields (SessionDoctorReader *self, GHashTable *fields)
{
  SessionDoctorFacts *facts = self->facts;

  take (&facts->forward_to, g_strdup (g_hash_table_lookup (fields, "altRecipient")));
  take (&facts->forward_smtp,
        without_scheme (g_strdup (g_hash_table_lookup (fields, "msExchGenericForwardingAddress"))));
  facts->keeps_copy = is_set (fields, "deliverAndRedirect");
  facts->is_hidden = is_set (fields, "msExchHideFromAddressLists");
  facts->needs_login = is_set (fields, "msExchRequireAuthToSendTo");
}
