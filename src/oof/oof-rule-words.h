/* oof-rule-words.h - the words of RFC 5545 that reading and writing share
 *
 * Inside the room. NULL-terminated.
 */
#pragma once

extern const char *const oof_rule_kind_words[];    /* by OofRuleKind, up to YEARLY */
extern const char *const oof_rule_weekday_words[]; /* Monday first */
