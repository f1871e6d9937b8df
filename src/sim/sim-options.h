/* sim-options.h - what the simulator was asked to be: its command line as a value */
#pragma once

#include "sim-throttle.h"

typedef enum
{
  SIM_CHARACTER_HEALTHY,
  SIM_CHARACTER_NO_IMPERSONATION, /* the administrator has no right to act for anybody */
  SIM_CHARACTER_THROTTLING,       /* a small budget of requests, few connections */
  SIM_CHARACTER_OLD,              /* Exchange 2010 SP2 */
  SIM_CHARACTER_HOSTILE           /* answers nobody should fall for, one after the other */
} SimCharacter;

typedef enum
{
  SIM_TLS_GOOD,
  SIM_TLS_EXPIRED,
  SIM_TLS_WRONG_NAME,
  SIM_TLS_SELF_SIGNED
} SimTls;

typedef struct
{
  int people;
  gint64 seed;
  int port;            /* 0: a free one */
  int control_port;    /* 0: a free one */
  int powershell_port; /* of the console over http: 0: a free one */
  char *keytab;        /* for that: a file, or NULL: it is not served */
  int ldap_port;       /* the three of the directory: 0: a free one */
  int ldap_plain_port;
  int ldap_catalog_port;
  SimCharacter character;
  SimBudget budget; /* of the throttling character */
  SimTls tls;
  char **hosts; /* other names of the server, for its certificate; NULL: none */
  char *faults; /* file, or NULL */
  int latency_ms;
  gint64 clock_offset_us; /* the simulator's clock minus the machine's */
  char *dump;             /* folder, or NULL */
  char *department;       /* the administrator may act for these people only; NULL: for all */
  char *app_certificate;  /* file: the certificate that is registered for the application */
  char *app_roles;        /* what the application was granted; NULL: what it needs */
  int log_bodies;         /* how many requests are kept for GET /log */
  gboolean wraps_replies; /* fragments come back in <html><body> */
  gboolean is_hybrid;     /* a third of the mailboxes is in Exchange Online only */
  int cloud_only;         /* so many mailboxes are not in the directory */
  gboolean ends_with_input;
} SimOptions;

typedef enum
{
  SIM_OPTIONS_RUN,
  SIM_OPTIONS_DONE, /* --help or --version was answered */
  SIM_OPTIONS_WRONG
} SimOptionsResult;

/* Reads the command line; says on standard error what is wrong with it. */
SimOptionsResult sim_options_parse (SimOptions *self, int argc, char **argv);
void sim_options_clear (SimOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SimOptions, sim_options_clear)
