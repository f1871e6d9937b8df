#!/bin/bash
# validate.sh XSDDIR [FILE...] - are these SOAP messages valid EWS? Says "ok" or "FAIL" for each; 1 when one is not
#
# XSDDIR holds messages.xsd and types.xsd as the vendor publishes them (they are not ours to give away). A FILE is a whole
# envelope: the header blocks of EWS and the body are checked strictly, the inside of a SOAP fault is not (no schema
# has it). Without FILE it proves itself on messages that are right and wrong. Needs xmllint (libxml2-utils).
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

given=$(realpath "$1"); shift
messages=http://schemas.microsoft.com/exchange/services/2006/messages
types=http://schemas.microsoft.com/exchange/services/2006/types
soap=http://schemas.xmlsoap.org/soap/envelope/
folder=$(mktemp -d "${TMPDIR:-/tmp}/absentia-schema.XXXXXX")
trap 'rm -rf "$folder"' EXIT

# types.xsd imports the namespace of xml:lang without saying from where; offline that needs a file of its own.
cat > "$folder/xml.xsd" << END
<xs:schema targetNamespace="http://www.w3.org/XML/1998/namespace" xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:attribute name="lang" type="xs:language"/>
  <xs:attribute name="space" type="xs:NCName"/>
</xs:schema>
END
# And libxml2 takes ArrayOfTransitionsType for ambiguous, because three elements stand beside the head of the
# substitution group that they are in. Without them the same documents are valid.
sed -e 's#<xs:import namespace="http://www.w3.org/XML/1998/namespace"[^>]*/>#<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="xml.xsd"/>#' \
  -e '/<xs:complexType name="ArrayOfTransitionsType">/,/<\/xs:complexType>/{/ref="t:\(AbsoluteDate\|RecurringDay\|RecurringDate\)Transition"/d}' \
  "$given/types.xsd" > "$folder/types.xsd"
cp "$given/messages.xsd" "$folder/"
cat > "$folder/envelope.xsd" << END
<xs:schema targetNamespace="$soap" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s="$soap"
    elementFormDefault="qualified" attributeFormDefault="qualified">
  <xs:import namespace="$messages" schemaLocation="messages.xsd"/>
  <xs:import namespace="$types" schemaLocation="types.xsd"/>
  <xs:attribute name="mustUnderstand" type="xs:string"/>
  <xs:attribute name="actor" type="xs:anyURI"/>
  <xs:element name="Envelope"><xs:complexType>
    <xs:sequence><xs:element ref="s:Header" minOccurs="0"/><xs:element ref="s:Body"/></xs:sequence>
    <xs:anyAttribute namespace="##other" processContents="lax"/>
  </xs:complexType></xs:element>
  <xs:element name="Header"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:any namespace="$messages $types" processContents="strict"/>
  </xs:choice></xs:complexType></xs:element>
  <xs:element name="Body"><xs:complexType>
    <xs:choice><xs:any namespace="$messages" processContents="strict"/><xs:element ref="s:Fault"/></xs:choice>
    <xs:anyAttribute namespace="##other" processContents="lax"/>
  </xs:complexType></xs:element>
  <xs:element name="Fault"><xs:complexType><xs:sequence>
    <xs:any namespace="##any" maxOccurs="unbounded" processContents="skip"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
END

# All files at once: most of the time goes into reading the schema.
check() {
  local file status=0
  xmllint --nonet --noout --schema "$folder/envelope.xsd" "$@" > "$folder/words" 2>&1 || true
  for file; do
    if grep -qxF "$file validates" "$folder/words"; then
      echo "ok   $file"
    else
      status=1
      echo "FAIL $file: $(grep -F "$file:" "$folder/words" | head -2 | sed 's/{[^}]*}//g')"
    fi
  done
  return $status
}

if [ $# -gt 0 ]; then
  check "$@"
  exit
fi

write() { # name, version, body
  printf '<?xml version="1.0"?><s:Envelope xmlns:s="%s" xmlns:m="%s" xmlns:t="%s"><s:Header><t:RequestServerVersion Version="%s"/></s:Header><s:Body>%s</s:Body></s:Envelope>' \
    "$soap" "$messages" "$types" "$2" "$3" > "$folder/$1.xml"
}
get='<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>a@corp.example</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>'
state='<t:OofState>Scheduled</t:OofState>'
audience='<t:ExternalAudience>Known</t:ExternalAudience>'
window='<t:Duration><t:StartTime>2026-12-01T00:00:00Z</t:StartTime><t:EndTime>2026-12-08T00:00:00Z</t:EndTime></t:Duration>'
texts='<t:InternalReply><t:Message>in</t:Message></t:InternalReply><t:ExternalReply xml:lang="de"><t:Message>out</t:Message></t:ExternalReply>'
set_() {
  echo "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>a@corp.example</t:Address></t:Mailbox><t:UserOofSettings>$1</t:UserOofSettings></m:SetUserOofSettingsRequest>"
}
write good-get Exchange2013_SP1 "$get"
write good-set Exchange2013_SP1 "$(set_ "$state$audience$window$texts")"
write bad-name Exchange2013_SP1 "${get//t:Address/t:Adress}"
write bad-order Exchange2013_SP1 "$(set_ "$state$window$audience$texts")"
write bad-version Exchange2099 "$get"
status=0
check "$folder/good-get.xml" "$folder/good-set.xml" || status=1
for name in bad-name bad-order bad-version; do
  if check "$folder/$name.xml" > /dev/null; then
    echo "FAIL $name was taken for valid"
    status=1
  else
    echo "ok   $name is refused"
  fi
done
exit $status
