/* cmdlets-consoles.c - the consoles that are open at a server
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "cmdlets-consoles.h"

#include "powershell-error.h"

#define LOOK_MS 20 /* between two looks for a cancel, while there is none free */

struct _CmdletsConsoles
{
  const PowershellPlace *place;
  GMutex lock;
  GCond changed;
  GPtrArray *idle; /* PowershellConsole */
  guint most;
  guint n_open;       /* idle or in use */
  guint n_opening;    /* being opened right now */
  gboolean is_let_in; /* some console was opened with these credentials */
  guint round;        /* how many openings came to their end before anybody was let in */
  GError *problem;    /* of the last of them */
  GError *refusal;    /* AUTH: nothing is tried any more */
};

CmdletsConsoles *
cmdlets_consoles_new (const PowershellPlace *place, guint most)
{
  CmdletsConsoles *self = g_new0 (CmdletsConsoles, 1);

  self->place = place;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->idle = g_ptr_array_new ();
  self->most = CLAMP (most, 1, CMDLETS_MOST_CONSOLES);
  return self;
}

/* Once the server has no time for us, the others would have to wait for nothing. */
static void
close_all (GPtrArray *consoles)
{
  g_autoptr (BaseCall) call = base_call_new (NULL, NULL, CMDLETS_CLOSE_MS);

  for (guint i = 0; i < consoles->len; i++) {
    if (base_call_check (call, NULL))
      powershell_console_close (consoles->pdata[i], call);
    else
      powershell_console_abandon (consoles->pdata[i]);
  }
}

void
cmdlets_consoles_free (CmdletsConsoles *self)
{
  if (self == NULL)
    return;

  close_all (self->idle);
  g_ptr_array_unref (self->idle);
  g_clear_error (&self->problem);
  g_clear_error (&self->refusal);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* With the lock held. */
static gboolean
may_open (const CmdletsConsoles *self)
{
  return self->n_open + self->n_opening < self->most && (self->is_let_in || self->n_opening == 0);
}

/* With the lock held: what an opening that failed means for all. TRUE when a console of the others
 * will do. */
static gboolean
note_failure (CmdletsConsoles *self, const GError *why)
{
  self->round++;
  g_clear_error (&self->problem);
  if (why->domain == BASE_ERROR)
    self->problem = g_error_copy (why);
  if (g_error_matches (why, BASE_ERROR, BASE_ERROR_AUTH) && self->refusal == NULL)
    self->refusal = g_error_copy (why);
  if (!powershell_error_is (why, "powershell-shells") || self->n_open == 0)
    return FALSE;

  self->most = self->n_open;
  return TRUE;
}

/* With the lock held, which is let go meanwhile. ret: NULL without an error when another one is to
 * be waited for. */
static gboolean
open_one (CmdletsConsoles *self, BaseCall *call, PowershellConsole **ret, GError **error)
{
  g_autoptr (GError) why = NULL;
  PowershellConsole *console;
  gboolean goes_on = TRUE;

  self->n_opening++;
  g_mutex_unlock (&self->lock);
  console = powershell_console_open (call, self->place, &why);
  g_mutex_lock (&self->lock);
  self->n_opening--;

  if (console != NULL) {
    self->n_open++;
    self->is_let_in = TRUE;
  } else if (!note_failure (self, why)) {
    g_propagate_error (error, g_steal_pointer (&why));
    goes_on = FALSE;
  }
  g_cond_broadcast (&self->changed);
  *ret = console;
  return goes_on;
}

/* With the lock held. FALSE when there is no point in waiting on. */
static gboolean
wait_for_others (CmdletsConsoles *self, BaseCall *call, GError **error)
{
  guint round = self->round;

  if (!base_call_check (call, error))
    return FALSE;

  g_cond_wait_until (&self->changed, &self->lock, g_get_monotonic_time () + LOOK_MS * 1000);
  if (self->round == round || self->is_let_in || self->problem == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->problem));
  return FALSE;
}

/* With the lock held. */
static PowershellConsole *
take (CmdletsConsoles *self, BaseCall *call, GError **error)
{
  PowershellConsole *console = NULL;

  while (console == NULL) {
    if (self->refusal != NULL) {
      g_propagate_error (error, g_error_copy (self->refusal));
      return NULL;
    }
    if (self->idle->len > 0)
      console = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
    else if (may_open (self)) {
      if (!open_one (self, call, &console, error))
        return NULL;
    } else if (!wait_for_others (self, call, error))
      return NULL;
  }
  return console;
}

static void
give_back (CmdletsConsoles *self, PowershellConsole *console, const GError *why)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->idle, console);
  if (g_error_matches (why, BASE_ERROR, BASE_ERROR_AUTH) && self->refusal == NULL)
    self->refusal = g_error_copy (why);
  g_cond_broadcast (&self->changed);
}

PowershellResult *
cmdlets_consoles_run (CmdletsConsoles *self, BaseCall *call, const PowershellCommand *command,
                      GError **error)
{
  PowershellConsole *console;
  PowershellResult *result;
  GError *why = NULL;

  g_mutex_lock (&self->lock);
  console = take (self, call, error);
  g_mutex_unlock (&self->lock);
  if (console == NULL)
    return NULL;

  result = powershell_console_run (console, call, command, &why);
  give_back (self, console, why);
  if (why != NULL)
    g_propagate_error (error, why);
  return result;
}
