/* sim-shape.c - whether a request has the elements that EWS wants, in the order that it wants
 *
 * A row of the table is read so: each word is a child element in its order, "?" at most once, "+"
 * at least once, "*" as often as you like, else exactly once; "=Row" is the row that it follows
 * (else the one of its own name, else any text); "=@a|b" text that is one of these; "=#dateTime". A
 * row that begins with "|" is a choice of exactly one. What comes after ";" is there since 2013.
 * Attributes: "!" is required.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-shape.h"

#include "sim-soap.h"

#include "wire-xml-read.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *attributes;
  const char *children;
} Row;

static const Row rows[] = {
  { "GetUserOofSettingsRequest", "", "t:Mailbox=Availability" },
  { "SetUserOofSettingsRequest", "", "t:Mailbox=Availability t:UserOofSettings" },
  { "Availability", "", "t:Name? t:Address t:RoutingType?" },
  { "UserOofSettings", "",
    "t:OofState=@Disabled|Enabled|Scheduled t:ExternalAudience=@None|Known|All t:Duration? "
    "t:InternalReply=Reply? t:ExternalReply=Reply? ; t:DeclineMeetingReply=Reply? "
    "t:DeclineEventsForScheduledOOF=#boolean? t:DeclineAllEventsForScheduledOOF=#boolean? "
    "t:CreateOOFEvent=#boolean? t:OOFEventSubject? t:AutoDeclineFutureRequestsWhenOOF=#boolean? "
    "t:OOFEventID? t:EventsToDeleteIDs?" },
  { "Duration", "", "t:StartTime=#dateTime t:EndTime=#dateTime" },
  { "Reply", "lang", "t:Message?" },
  { "EventsToDeleteIDs", "", "t:EventToDeleteID*" },
  { "GetFolder", "", "m:FolderShape=Shape m:FolderIds" },
  { "Shape", "", "t:BaseShape=@IdOnly|Default|AllProperties t:AdditionalProperties?" },
  { "AdditionalProperties", "", "t:FieldURI* t:IndexedFieldURI* t:ExtendedFieldURI*" },
  { "FieldURI", "FieldURI!", "" },
  { "IndexedFieldURI", "FieldURI! FieldIndex!", "" },
  { "ExtendedFieldURI",
    "DistinguishedPropertySetId PropertySetId PropertyTag PropertyName PropertyId PropertyType!",
    "" },
  { "FolderIds", "", "t:FolderId* t:DistinguishedFolderId*" },
  { "FolderId", "Id! ChangeKey", "" },
  { "DistinguishedFolderId", "Id! ChangeKey", "t:Mailbox=Address?" },
  { "Address", "",
    "t:Name? t:EmailAddress? t:RoutingType? t:MailboxType? t:ItemId? t:OriginalDisplayName?" },
  { "ResolveNames", "ReturnFullContactData! SearchScope ContactDataShape",
    "m:ParentFolderIds=FolderIds? m:UnresolvedEntry" },
  { "FindPeople", "",
    "m:PersonaShape=Shape? m:IndexedPageItemView m:Restriction? m:AggregationRestriction? "
    "m:SortOrder=Anything? m:ParentFolderId? m:QueryString?" },
  { "IndexedPageItemView", "MaxEntriesReturned Offset! BasePoint!", "" },
  { "ParentFolderId", "", "| t:FolderId t:DistinguishedFolderId t:AddressListId" },
  { "AddressListId", "Id!", "" },
  { "GetMailTips", "", "m:SendingAs=Address m:Recipients m:MailTipsRequested=MailTips" },
  { "Recipients", "", "t:Mailbox=Address*" },
  { "GetUserAvailabilityRequest", "",
    "t:TimeZone=SerializableZone? m:MailboxDataArray t:FreeBusyViewOptions? "
    "t:SuggestionsViewOptions=Anything?" },
  { "SerializableZone", "", "t:Bias t:StandardTime=ZoneTurn t:DaylightTime=ZoneTurn" },
  { "ZoneTurn", "", "t:Bias t:Time t:DayOrder t:Month t:DayOfWeek t:Year?" },
  { "MailboxDataArray", "", "t:MailboxData*" },
  { "MailboxData", "",
    "t:Email=Availability t:AttendeeType=@Organizer|Required|Optional|Room|Resource "
    "t:ExcludeConflicts=#boolean?" },
  { "FreeBusyViewOptions", "",
    "t:TimeWindow=Duration t:MergedFreeBusyIntervalInMinutes? t:RequestedView?" },
  { "GetServerTimeZones", "ReturnFullTimeZoneData", "m:Ids?" },
  { "Ids", "", "t:Id+" },
  { "GetInboxRules", "", "m:MailboxSmtpAddress?" },
  { "UpdateInboxRules", "",
    "m:MailboxSmtpAddress? m:RemoveOutlookRuleBlob=#boolean? m:Operations" },
  /* Of one: as many may come, but nobody sends more. */
  { "Operations", "",
    "| t:CreateRuleOperation t:SetRuleOperation=CreateRuleOperation "
    "t:DeleteRuleOperation" },
  { "CreateRuleOperation", "", "t:Rule" },
  { "DeleteRuleOperation", "", "t:RuleId" },
  { "Rule", "",
    "t:RuleId? t:DisplayName t:Priority t:IsEnabled=#boolean t:IsNotSupported=#boolean? "
    "t:IsInError=#boolean? t:Conditions=Predicates? t:Exceptions=Predicates? t:Actions?" },
  { "Predicates", "",
    "t:Categories=Strings? t:ContainsBodyStrings=Strings? "
    "t:ContainsHeaderStrings=Strings? t:ContainsRecipientStrings=Strings? "
    "t:ContainsSenderStrings=Strings? t:ContainsSubjectOrBodyStrings=Strings? "
    "t:ContainsSubjectStrings=Strings? t:FlaggedForAction? "
    "t:FromAddresses=Addresses? t:FromConnectedAccounts=Strings? "
    "t:HasAttachments=#boolean? t:Importance? t:IsApprovalRequest=#boolean? "
    "t:IsAutomaticForward=#boolean? t:IsAutomaticReply=#boolean? "
    "t:IsEncrypted=#boolean? t:IsMeetingRequest=#boolean? "
    "t:IsMeetingResponse=#boolean? t:IsNDR=#boolean? "
    "t:IsPermissionControlled=#boolean? t:IsReadReceipt=#boolean? "
    "t:IsSigned=#boolean? t:IsVoicemail=#boolean? t:ItemClasses=Strings? "
    "t:MessageClassifications=Strings? t:NotSentToMe=#boolean? t:SentCcMe=#boolean? "
    "t:SentOnlyToMe=#boolean? t:SentToAddresses=Addresses? t:SentToMe=#boolean? "
    "t:SentToOrCcMe=#boolean? t:Sensitivity? t:WithinDateRange=DateRange? "
    "t:WithinSizeRange=Anything?" },
  { "DateRange", "", "t:StartDateTime=#dateTime? t:EndDateTime=#dateTime?" },
  { "Strings", "", "t:String*" },
  { "Addresses", "", "t:Address*" },
  { "Actions", "",
    "t:AssignCategories=Strings? t:CopyToFolder=Anything? t:Delete=#boolean? "
    "t:ForwardAsAttachmentToRecipients=Addresses? t:ForwardToRecipients=Addresses? "
    "t:MarkImportance? t:MarkAsRead=#boolean? t:MoveToFolder=Anything? "
    "t:PermanentDelete=#boolean? t:RedirectToRecipients=Addresses? "
    "t:SendSMSAlertToRecipients=Addresses? t:ServerReplyWithMessage=Anything? "
    "t:StopProcessingRules=#boolean?" },
  { "GetUserConfiguration", "",
    "m:UserConfigurationName m:UserConfigurationProperties=Properties" },
  { "FindItem", "Traversal!",
    "m:ItemShape=Shape m:IndexedPageItemView? m:CalendarView? m:Restriction? "
    "m:SortOrder=Anything? m:ParentFolderIds=FolderIds m:QueryString?" },
  { "CalendarView", "MaxEntriesReturned StartDate! EndDate!", "" },
  { "Restriction", "", "| t:IsEqualTo=Comparison" },
  { "Comparison", "", "t:ExtendedFieldURI t:FieldURIOrConstant" },
  { "FieldURIOrConstant", "", "| t:FieldURI t:ExtendedFieldURI t:Constant" },
  { "Constant", "Value!", "" },
  { "CreateItem", "MessageDisposition SendMeetingInvitations",
    "m:SavedItemFolderId? m:Items=NewItems" },
  { "SavedItemFolderId", "", "| t:FolderId t:DistinguishedFolderId" },
  { "NewItems", "", "| t:CalendarItem" },
  { "CalendarItem", "",
    "t:ItemClass? t:Subject? t:Sensitivity? t:Body=Anything? t:Categories=Anything? "
    "t:Importance? t:ReminderDueBy? t:ReminderIsSet=#boolean? t:ReminderMinutesBeforeStart? "
    "t:ExtendedProperty* t:UID? t:Start=#dateTime? t:End=#dateTime? t:IsAllDayEvent=#boolean? "
    "t:LegacyFreeBusyStatus=@Free|Tentative|Busy|OOF|WorkingElsewhere|NoData? t:Location? "
    "t:StartTimeZone=ZoneOfItem? t:EndTimeZone=ZoneOfItem?" },
  { "ExtendedProperty", "", "t:ExtendedFieldURI t:Value?" },
  { "ZoneOfItem", "Id Name", "" },
  { "GetItem", "", "m:ItemShape=Shape m:ItemIds" },
  { "DeleteItem",
    "DeleteType! SendMeetingCancellations AffectedTaskOccurrences SuppressReadReceipts",
    "m:ItemIds" },
  { "ItemIds", "", "t:ItemId+" },
  { "ItemId", "Id! ChangeKey", "" },
  { "UserConfigurationName", "Name!", "| t:FolderId t:DistinguishedFolderId t:AddressListId" },
};

typedef struct
{
  char prefix; /* m, t */
  const char *name;
  gsize name_length;
  const char *row;
  gsize row_length;
  char often; /* "?", "+", "*" or "1" */
} Word;

static char *check_element (const xmlNode *element, const char *row, gsize length,
                            SimSchema schema);

static const Row *
find_row (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strlen (rows[i].name) == length && memcmp (rows[i].name, name, length) == 0)
      return &rows[i];
  return NULL;
}

/* FALSE at the end. */
static gboolean
next_word (const char **cursor, SimSchema schema, Word *word)
{
  const char *c = *cursor + strspn (*cursor, " |");
  gsize length;
  const char *equal;

  if (*c == ';') {
    if (schema < SIM_SCHEMA_2013)
      return FALSE;
    c += strspn (c, "; ");
  }
  if (*c == '\0')
    return FALSE;

  length = strcspn (c, " ");
  *cursor = c + length;
  word->often = strchr ("?+*", c[length - 1]) != NULL ? c[length - 1] : '1';
  if (word->often != '1')
    length--;
  equal = memchr (c, '=', length);
  word->prefix = c[0];
  word->name = c + 2;
  word->name_length = (gsize) (equal != NULL ? equal - c : (gssize) length) - 2;
  word->row = equal != NULL ? equal + 1 : word->name;
  word->row_length = equal != NULL ? (gsize) (c + length - word->row) : word->name_length;
  return TRUE;
}

static const char *
find_namespace (const xmlNode *node)
{
  return node->ns != NULL && node->ns->href != NULL ? (const char *) node->ns->href : "";
}

static gboolean
is_word (const xmlNode *node, const Word *word)
{
  const char *ns = word->prefix == 'm' ? SIM_NS_MESSAGES : SIM_NS_TYPES;

  return node != NULL && strlen ((const char *) node->name) == word->name_length &&
         memcmp (node->name, word->name, word->name_length) == 0 &&
         strcmp (find_namespace (node), ns) == 0;
}

static char *
say_unexpected (const xmlNode *parent, const xmlNode *child)
{
  if (child == NULL)
    return g_strdup_printf ("The element '%s' in namespace '%s' has incomplete content.",
                            parent->name, find_namespace (parent));
  return g_strdup_printf (
      "The element '%s' in namespace '%s' has invalid child element '%s' in namespace '%s'.",
      parent->name, find_namespace (parent), child->name, find_namespace (child));
}

static char *
check_attributes (const xmlNode *element, const Row *row)
{
  g_auto (GStrv) names = g_strsplit (row->attributes, " ", -1);

  for (const xmlAttr *a = element->properties; a != NULL; a = a->next) {
    g_autofree char *required = g_strconcat ((const char *) a->name, "!", NULL);

    if (!g_strv_contains ((const char *const *) names, (const char *) a->name) &&
        !g_strv_contains ((const char *const *) names, required))
      return g_strdup_printf ("The '%s' attribute is not declared.", a->name);
  }
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], "!")) {
      names[i][strlen (names[i]) - 1] = '\0';
      if (xmlHasProp ((xmlNode *) element, (const xmlChar *) names[i]) == NULL)
        return g_strdup_printf ("The required attribute '%s' is missing.", names[i]);
    }
  return NULL;
}

static gboolean
is_date_time (const char *text)
{
  static const char shape[] = "0000-00-00T00:00:00";

  for (guint i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  return TRUE;
}

static gboolean
is_one_of (const char *text, const char *words, gsize length)
{
  g_autofree char *all = g_strndup (words, length);
  g_auto (GStrv) list = g_strsplit (all, "|", -1);

  return g_strv_contains ((const char *const *) list, text);
}

/* kind: "@a|b" or "#dateTime" or "#boolean". */
static char *
check_text (const xmlNode *element, const char *kind, gsize length)
{
  g_autofree char *text = g_strstrip (wire_xml_text (element));
  gboolean is_good;

  if (*kind == '@')
    is_good = is_one_of (text, kind + 1, length - 1);
  else if (strncmp (kind, "#dateTime", length) == 0)
    is_good = is_date_time (text);
  else
    is_good = is_one_of (text, "true|false|1|0", 14);

  if (is_good)
    return NULL;
  return g_strdup_printf ("The '%s' element is invalid - its value is invalid according to its "
                          "datatype.",
                          element->name);
}

static char *
check_choice (const xmlNode *element, const Row *row, SimSchema schema)
{
  const xmlNode *child = wire_xml_first (element);
  const char *cursor = row->children;
  Word word;

  while (next_word (&cursor, schema, &word))
    if (is_word (child, &word)) {
      const xmlNode *more = xmlNextElementSibling ((xmlNode *) child);

      return more != NULL ? say_unexpected (element, more)
                          : check_element (child, word.row, word.row_length, schema);
    }
  return say_unexpected (element, child);
}

static char *
check_sequence (const xmlNode *element, const Row *row, SimSchema schema)
{
  const xmlNode *child = wire_xml_first (element);
  const char *cursor = row->children;
  Word word;

  while (next_word (&cursor, schema, &word)) {
    guint n = 0;

    while (is_word (child, &word) && (n == 0 || word.often == '+' || word.often == '*')) {
      char *violation = check_element (child, word.row, word.row_length, schema);

      if (violation != NULL)
        return violation;
      child = xmlNextElementSibling ((xmlNode *) child);
      n++;
    }
    if (n == 0 && (word.often == '1' || word.often == '+'))
      return say_unexpected (element, child);
  }
  return child != NULL ? say_unexpected (element, child) : NULL;
}

static char *
check_element (const xmlNode *element, const char *name, gsize length, SimSchema schema)
{
  const Row *row;
  char *violation;

  if (*name == '@' || *name == '#')
    return check_text (element, name, length);

  row = find_row (name, length);
  if (row == NULL)
    return NULL;

  violation = check_attributes (element, row);
  if (violation != NULL)
    return violation;
  return row->children[0] == '|' ? check_choice (element, row, schema)
                                 : check_sequence (element, row, schema);
}

char *
sim_shape_violation (const xmlNode *element, SimSchema schema)
{
  return check_element (element, (const char *) element->name,
                        strlen ((const char *) element->name), schema);
}
