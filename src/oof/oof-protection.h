/* oof-protection.h - whether the plan may write over what a person has
 */
#pragma once

typedef enum
{
  OOF_PROTECTION_NONE,   /* the items alone say */
  OOF_PROTECTION_FOUND,  /* not while a reply of the person's own goes out, now or later */
  OOF_PROTECTION_CHOSEN, /* by hand: whatever the mailbox holds, until somebody lifts it */
  OOF_PROTECTION_LIFTED  /* by hand: not even while it is the reply that was found */
} OofProtection;

/* Words for files and scripts: "none", "found", "chosen", "lifted"; NULL-terminated. */
extern const char *const oof_protection_names[];
