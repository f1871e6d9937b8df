/* powershell-message.h - the messages inside the fragments (MS-PSRP 2.2.1): a header of 40 bytes,
 * then XML. Any thread. */
#pragma once

#include "powershell-command.h"
#include "powershell-guid.h"

typedef enum
{
  POWERSHELL_SESSION_CAPABILITY = 0x00010002,
  POWERSHELL_INIT_RUNSPACEPOOL = 0x00010004,
  POWERSHELL_PUBLIC_KEY_REQUEST = 0x00010007,
  POWERSHELL_RUNSPACEPOOL_STATE = 0x00021005,
  POWERSHELL_CREATE_PIPELINE = 0x00021006,
  POWERSHELL_USER_EVENT = 0x00021008,
  POWERSHELL_APPLICATION_PRIVATE_DATA = 0x00021009,
  POWERSHELL_RUNSPACEPOOL_HOST_CALL = 0x00021100,
  POWERSHELL_PIPELINE_OUTPUT = 0x00041004,
  POWERSHELL_ERROR_RECORD = 0x00041005,
  POWERSHELL_PIPELINE_STATE = 0x00041006,
  POWERSHELL_DEBUG_RECORD = 0x00041007,
  POWERSHELL_VERBOSE_RECORD = 0x00041008,
  POWERSHELL_WARNING_RECORD = 0x00041009,
  POWERSHELL_PROGRESS_RECORD = 0x00041010,
  POWERSHELL_INFORMATION_RECORD = 0x00041011,
  POWERSHELL_PIPELINE_HOST_CALL = 0x00041100
} PowershellMessageType;

typedef enum
{
  POWERSHELL_POOL_BEFORE_OPEN,
  POWERSHELL_POOL_OPENING,
  POWERSHELL_POOL_OPENED,
  POWERSHELL_POOL_CLOSED,
  POWERSHELL_POOL_CLOSING,
  POWERSHELL_POOL_BROKEN
} PowershellPoolState;

typedef enum
{
  POWERSHELL_PIPELINE_NOT_STARTED,
  POWERSHELL_PIPELINE_RUNNING,
  POWERSHELL_PIPELINE_STOPPING,
  POWERSHELL_PIPELINE_STOPPED,
  POWERSHELL_PIPELINE_COMPLETED,
  POWERSHELL_PIPELINE_FAILED
} PowershellPipelineState;

typedef struct
{
  guint32 type;            /* of the above, or one that nobody needs here */
  PowershellGuid pool;     /* zeros where the server leaves it out */
  PowershellGuid pipeline; /* zeros for messages of the pool */
  PowershellValue *body;   /* NULL when it is empty */
} PowershellMessage;

void powershell_message_clear (PowershellMessage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PowershellMessage, powershell_message_clear)

/* A message of the server. FALSE with BASE_ERROR_PROTOCOL, "powershell-answer". The bodies of types
 * that nobody needs here are not read. */
gboolean powershell_message_read (GBytes *bytes, PowershellMessage *ret, GError **error);

/* A message to the server. pipeline NULL: for the pool. Caller unrefs. */
GBytes *powershell_message_write (PowershellMessageType type, const PowershellGuid *pool,
                                  const PowershellGuid *pipeline, const PowershellValue *body);

/* The bodies of what a client sends. Caller unrefs. */
PowershellValue *powershell_message_capability (void);
PowershellValue *powershell_message_init_pool (void);
PowershellValue *powershell_message_create_pipeline (const PowershellCommand *command);
