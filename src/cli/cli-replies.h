/* cli-replies.h - what the verbs of "replies" share: which mailboxes, and what they hold
 */
#pragma once

#include "cli-context.h"
#include "session-existing.h"

/* As given. */
typedef struct
{
  gboolean is_quick;
  gboolean is_kept_unprotected; /* --no-protect */
  gboolean is_all;
  gboolean is_each;
  gboolean is_rehearsal;
  gboolean is_stale;
  gboolean is_forgotten;
  char *state;
  char *group;
  char *file;
  char *type;
  int days;
  int jobs;
  char **operands; /* behind the verb */
} CliRepliesOptions;

typedef struct
{
  CliContext *context;
  const CliRepliesOptions *options;
  SessionCore *core;
  CliOrg *org; /* NULL: a file is read */
  SessionReplies *replies;
} CliReplies;

void cli_replies_clear (CliReplies *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliReplies, cli_replies_clear)

/* Reads the mailboxes, or the file. FALSE with the status to end with when it failed and was told.
 */
gboolean cli_replies_open (CliReplies *self, SessionExistingThen then, char **mailboxes,
                           CliExit *ret_exit);
/* Those that the options and the operands name, all of them else: SessionReply. NULL with the
 * status when there is no such group. Caller unrefs. */
GPtrArray *cli_replies_choose (CliReplies *self, char **mailboxes, CliExit *ret_exit);
/* What could not be read, on standard error; and the status that fits. */
CliExit cli_replies_end (CliReplies *self);

/* A table of stale and forgotten replies, for "report stale", too. */
void cli_replies_print (CliReplies *self, const GPtrArray *chosen);

CliExit cli_replies_list (CliReplies *self);
CliExit cli_replies_export (CliReplies *self);
CliExit cli_replies_adopt (CliReplies *self);
CliExit cli_replies_template (CliReplies *self);
CliExit cli_replies_protect (CliReplies *self);
CliExit cli_replies_unprotect (CliReplies *self);
CliExit cli_replies_clean (CliReplies *self);
