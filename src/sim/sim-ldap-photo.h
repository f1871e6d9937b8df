/* sim-ldap-photo.h - small pictures for people: a pattern of their own. Pure. */
#pragma once

#include <glib.h>

/* Appends a PNG of 40 × 40 points, the same for the same dice. */
void sim_ldap_photo_append (GString *out, guint64 dice);
