/* exchange-location.h - a place in the directory where people are looked for. Immutable,
 * reference-counted; any thread.
 */
#pragma once

#include <glib.h>

typedef enum
{
  EXCHANGE_LOCATION_FOREST, /* the entire directory */
  EXCHANGE_LOCATION_DOMAIN, /* of the forest */
  EXCHANGE_LOCATION_TRUST,  /* a trusted domain, or one of a trusted forest */
  EXCHANGE_LOCATION_UNIT    /* an organisational unit or a container */
} ExchangeLocationKind;

/* As seen from our side: outbound is "we trust them". */
typedef enum
{
  EXCHANGE_TRUST_NONE,
  EXCHANGE_TRUST_INBOUND,
  EXCHANGE_TRUST_OUTBOUND,
  EXCHANGE_TRUST_BOTH
} ExchangeTrust;

extern const char *const exchange_location_kind_names[]; /* "forest", "domain", "trust", "ou" */
extern const char *const exchange_trust_names[];         /* "", "inbound", "outbound", "both" */

/* Strings are "" where nothing is known, never NULL. */
typedef struct
{
  ExchangeLocationKind kind;
  char *name;    /* what people read: "corp.example", "Sales" */
  char *dns;     /* of the domain that it is or lies in; of the forest's root for FOREST */
  char *netbios; /* "CORP" */
  char *base;    /* distinguished name where searches begin; "" for FOREST, and for a trusted domain
                    that was not asked yet */
  char *parent;  /* dns of the parent domain of a DOMAIN, "" for the root; else base of what a UNIT
                    lies in */
  char *path;    /* "corp.example/Sales/Graz": for people and scripts */
  ExchangeTrust trust;      /* TRUST only */
  gboolean is_forest_trust; /* TRUST: its whole forest is trusted */
  gboolean needs_sign_in;   /* TRUST: our account is not accepted there */
} ExchangeLocation;

/* Copies what draft holds; NULL strings become "". */
ExchangeLocation *exchange_location_new (const ExchangeLocation *draft);
ExchangeLocation *exchange_location_ref (ExchangeLocation *self);
void exchange_location_unref (ExchangeLocation *self); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ExchangeLocation, exchange_location_unref)
