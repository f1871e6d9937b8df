/* directory-seal.h - signing and encrypting what goes over a link with the keys of a Kerberos
 * log-in. For directory-spnego.c.
 *
 * It is a layer of libldap's own buffer (lber.h, Sockbuf_IO): each packet is its length in four
 * bytes and what GSS-API made of it.
 */
#pragma once

#include <glib.h>
#include <gssapi/gssapi.h>
#include <lber.h>

typedef struct _DirectorySeal DirectorySeal;

/* From now on everything on buffer is sealed. Takes context. The layer goes with the buffer. NULL
 * when the buffer refuses. */
DirectorySeal *directory_seal_install (Sockbuf *buffer, gss_ctx_id_t context);

/* Sends what is left of the last packet. FALSE: the socket did not take all of it yet. */
gboolean directory_seal_flush (DirectorySeal *self);
