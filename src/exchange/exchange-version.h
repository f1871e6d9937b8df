/* exchange-version.h - the versions of Exchange: what a build is called, and which one a person may
 * say that a server is
 *
 * Pure; any thread. Names of products are not translated. The table of builds is Microsoft's
 * "Exchange Server build numbers and release dates"; security updates change the last number only.
 */
#pragma once

#include <glib.h>

typedef enum
{
  EXCHANGE_VERSION_AUTO, /* what both sides understand is found out */
  EXCHANGE_VERSION_2007_SP1,
  EXCHANGE_VERSION_2010,
  EXCHANGE_VERSION_2010_SP1,
  EXCHANGE_VERSION_2010_SP2,
  EXCHANGE_VERSION_2013,
  EXCHANGE_VERSION_2013_SP1,
  EXCHANGE_VERSION_2016,
  EXCHANGE_VERSION_2019,
  EXCHANGE_VERSION_SE
} ExchangeVersion;

extern const char *const exchange_version_names[]; /* "auto", "2007-sp1" … "2019", "se" */
/* For people, behind "Exchange Server": "2013 SP1 – CU23"; of AUTO: "". */
extern const char *const exchange_version_labels[];
#define EXCHANGE_VERSION_N (EXCHANGE_VERSION_SE + 1)

/* "15.2.1544.4" out of that, "15.2.1544", "Version 15.2 (Build 1544.4)" or, as the directory has
 * it, "Version 15.2 (Build 31544.4)"; NULL when it is none of these. Caller frees. */
char *exchange_version_build (const char *text);

/* "15.2.1544.4" → "Exchange Server 2019 CU14, 15.2.1544.4"; a build that the table does not have is
 * told as family and number, what is no build as it is, made fit for display. Caller frees. */
char *exchange_version_describe (const char *text);

/* FALSE when the server says that it is another one than that. build "": nothing is known. */
gboolean exchange_version_fits (ExchangeVersion version, const char *build);
