/* directory-names-ask.h - Check Names: the batches. For this room only. */
#pragma once

#include "directory-name.h"
#include "directory-person.h"
#include "exchange-search.h"

/* One name, however often it was asked for. */
typedef struct
{
  const char *text; /* borrowed */
  guint n_times;
  DirectoryName *name;
  GPtrArray *exact;  /* ExchangePerson */
  GPtrArray *begins; /* ExchangePerson */
  gboolean has_more;
} DirectoryAnswer;

DirectoryAnswer *directory_answer_new (const char *text);
void directory_answer_free (gpointer self);

typedef struct
{
  DirectoryForest *forest;
  BaseCall *call;
  ExchangeSearch scope;           /* without strings */
  const GPtrArray *domains;       /* DirectoryDomain, of the forest; borrowed */
  const GPtrArray *sources;       /* DirectorySource; borrowed */
  const ExchangeLocation *abroad; /* the trusted domain that is asked; NULL: our forest */
  /* Takes the answers (borrowed) that name a domain and found nobody, instead of giving them; NULL:
   * all are given. */
  GPtrArray *unknown;
  DirectoryPersonReader reader;
  ExchangeMatchFunc each;
  gpointer data;
} DirectoryCheck;

/* Asks for all of answers (DirectoryAnswer; no BAD ones) and gives each as soon as it is known. */
gboolean directory_check_ask (DirectoryCheck *self, GPtrArray *answers, GError **error);

/* Calls each, as often as the name was asked for. */
void directory_check_give (DirectoryCheck *self, DirectoryAnswer *answer);
