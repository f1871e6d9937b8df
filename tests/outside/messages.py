"""messages.py - SOAP messages by hand: what the simulator is asked to prove its answers

Written without the program's own encoders.
SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import ssl
import urllib.error
import urllib.request
from xml.sax.saxutils import escape

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
MESSAGES = "http://schemas.microsoft.com/exchange/services/2006/messages"
TYPES = "http://schemas.microsoft.com/exchange/services/2006/types"
MODERN, OLD = "Exchange2013_SP1", "Exchange2010_SP2"


def element(name, *inside, **attributes):
    values = "".join(f' {key.replace("_", ":")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{values}>{''.join(inside)}</{name}>"


def leaf(name, text):
    return element(name, escape(text))


def version(name):
    return element("t:RequestServerVersion", Version=name)


def impersonation(kind, who):
    return element("t:ExchangeImpersonation", element("t:ConnectingSID", leaf("t:" + kind, who)))


def owner(address):
    return element("t:Mailbox", leaf("t:Address", address))


def get_oof(address):
    return element("m:GetUserOofSettingsRequest", owner(address))


def window(begin, end):
    return element("t:Duration", leaf("t:StartTime", begin), leaf("t:EndTime", end))


def reply(name, text):
    return element("t:" + name, leaf("t:Message", text))


def set_oof(address, state="Enabled", audience="All", duration="", inside="in", outside="out"):
    texts = [reply("InternalReply", inside) if inside is not None else "",
             reply("ExternalReply", outside) if outside is not None else ""]
    return element("m:SetUserOofSettingsRequest", owner(address),
                   element("t:UserOofSettings", leaf("t:OofState", state), leaf("t:ExternalAudience", audience),
                           duration, *texts))


def recipient(address):
    return element("t:Mailbox", leaf("t:EmailAddress", address))


def get_folder(*folders, shape="Default"):
    return element("m:GetFolder", element("m:FolderShape", leaf("t:BaseShape", shape)),
                   element("m:FolderIds", *folders))


def folder(name, mailbox=None):
    return element("t:DistinguishedFolderId", recipient(mailbox) if mailbox else "", Id=name)


def find_people(shape="IdOnly", fields=(), query=None, offset=0, most=50):
    more = element("t:AdditionalProperties", *[element("t:FieldURI", FieldURI="persona:" + f) for f in fields])
    return element("m:FindPeople",
                   element("m:PersonaShape", leaf("t:BaseShape", shape), more if fields else ""),
                   element("m:IndexedPageItemView", MaxEntriesReturned=str(most), Offset=str(offset),
                           BasePoint="Beginning"),
                   element("m:ParentFolderId", folder("directory")),
                   leaf("m:QueryString", query) if query is not None else "")


def resolve(entry, full="true"):
    return element("m:ResolveNames", leaf("m:UnresolvedEntry", entry), ReturnFullContactData=full)


def mail_tips(sender, recipients, tips="OutOfOfficeMessage InvalidRecipient"):
    return element("m:GetMailTips", element("m:SendingAs", leaf("t:EmailAddress", sender)),
                   element("m:Recipients", *map(recipient, recipients)), leaf("m:MailTipsRequested", tips))


def user_configuration(name):
    return element("m:GetUserConfiguration", element("m:UserConfigurationName", folder("root"), Name=name),
                   leaf("m:UserConfigurationProperties", "Dictionary"))


def time_zones(*ids):
    wanted = element("m:Ids", *[leaf("t:Id", name) for name in ids]) if ids else ""
    return element("m:GetServerTimeZones", wanted, ReturnFullTimeZoneData="false")


def inbox_rules(mailbox):
    return element("m:GetInboxRules", leaf("m:MailboxSmtpAddress", mailbox))


def rule(name, target, action="ForwardToRecipients", end=None, priority="1"):
    address = element("t:Address", leaf("t:EmailAddress", target), leaf("t:RoutingType", "SMTP"))
    return element("t:Rule", leaf("t:DisplayName", name), leaf("t:Priority", priority), leaf("t:IsEnabled", "true"),
                   element("t:Conditions", element("t:WithinDateRange", leaf("t:EndDateTime", end))) if end else "",
                   element("t:Exceptions", leaf("t:IsAutomaticReply", "true")),
                   element("t:Actions", element("t:" + action, address)))


def update_rules(mailbox, *operations, destroys="false"):
    return element("m:UpdateInboxRules", leaf("m:MailboxSmtpAddress", mailbox), leaf("m:RemoveOutlookRuleBlob", destroys),
                   element("m:Operations", *operations))


def create_rule(*about, **also):
    return element("t:CreateRuleOperation", rule(*about, **also))
KEY = element("t:ExtendedFieldURI", PropertySetId="c11ff724-aa03-4555-9952-8fa248a11c3e", PropertyName="Key",
              PropertyType="String")


def calendar_item(begin, end, *more, subject="Away", key="k1"):
    return element("t:CalendarItem", leaf("t:Subject", subject),
                   element("t:ExtendedProperty", KEY, leaf("t:Value", key)), leaf("t:Start", begin), leaf("t:End", end),
                   *more)


def create_item(*items, where="calendar", **attributes):
    return element("m:CreateItem", element("m:SavedItemFolderId", folder(where)), element("m:Items", *items),
                   **({"SendMeetingInvitations": "SendToNone"} | attributes))


def find_item(*more, where="calendar"):
    return element("m:FindItem", element("m:ItemShape", leaf("t:BaseShape", "IdOnly")), *more,
                   element("m:ParentFolderIds", folder(where)), Traversal="Shallow")


def by_key(key):
    return element("m:Restriction", element("t:IsEqualTo", KEY, element("t:FieldURIOrConstant",
                                                                        element("t:Constant", Value=key))))


def item_ids(operation, *ids, **attributes):
    shape = [element("m:ItemShape", leaf("t:BaseShape", "Default"))] if operation == "GetItem" else []
    return element("m:" + operation, *shape, element("m:ItemIds", *[element("t:ItemId", Id=i) for i in ids]),
                   **attributes)


def envelope(header, body):
    return (f'<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="{SOAP}" xmlns:m="{MESSAGES}" '
            f'xmlns:t="{TYPES}"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>')


def ask(simulator, header, body):
    """The HTTP status and the answer's text."""
    login = base64.b64encode(f"{simulator.admin}:{simulator.password}".encode()).decode()
    request = urllib.request.Request(simulator.ews, data=envelope(header, body).encode(),
                                     headers={"Content-Type": "text/xml; charset=utf-8",
                                              "Authorization": "Basic " + login})
    try:
        with urllib.request.urlopen(request, timeout=60,
                                    context=ssl.create_default_context(cafile=simulator.ca)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()
