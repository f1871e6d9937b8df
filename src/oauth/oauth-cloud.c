/* oauth-cloud.c - Microsoft's clouds, and where each has its services
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "oauth-cloud.h"

#include "base-error.h"
#include "oauth-url.h"
#include "wire-json.h"

#include <gio/gio.h>
#include <string.h>

#define TOKEN_PATH "/oauth2/v2.0/token"
#define LIST "/org/absentia/Absentia/clouds.json"

/* In what glib-compile-resources makes of data/clouds.gresource.xml. */
GResource *oauth_clouds_get_resource (void);

OauthCloud *
oauth_cloud_ref (OauthCloud *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_cloud (gpointer data)
{
  OauthCloud *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->graph, g_free);
  g_clear_pointer (&self->admin, g_free);
  g_clear_pointer (&self->ca_pem, g_free);
}

void
oauth_cloud_unref (OauthCloud *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_cloud);
}

static void
cut_slashes (char *url)
{
  gsize length = strlen (url);

  while (length > 0 && url[length - 1] == '/')
    url[--length] = '\0';
}

/* Without what is not part of the base. NULL is as good as "". */
static char *
copy_base (const char *url)
{
  char *copy = g_strdup (url != NULL ? url : "");

  cut_slashes (copy);
  if (g_str_has_suffix (copy, TOKEN_PATH)) {
    char *tenant;

    copy[strlen (copy) - strlen (TOKEN_PATH)] = '\0';
    tenant = strrchr (copy, '/');
    if (tenant != NULL)
      *tenant = '\0';
  } else if (g_str_has_suffix (copy, "/v1.0")) {
    copy[strlen (copy) - strlen ("/v1.0")] = '\0';
  }
  cut_slashes (copy);
  return copy;
}

OauthCloud *
oauth_cloud_new (const OauthCloud *draft, GError **error)
{
  static const BaseErrorFacts facts = { .reason = "cloud-address" };
  g_autoptr (OauthCloud) self = g_atomic_rc_box_new0 (OauthCloud);
  const struct
  {
    char **url;
    const char *typed;
  } urls[] = { { &self->login, draft->login },
               { &self->graph, draft->graph },
               { &self->admin, draft->admin } };

  self->id = g_strdup (draft->id != NULL ? draft->id : OAUTH_CLOUD_CUSTOM);
  self->name = g_strdup (draft->name != NULL ? draft->name : self->id);
  self->ca_pem = g_strdup (draft->ca_pem != NULL ? draft->ca_pem : "");
  for (guint i = 0; i < G_N_ELEMENTS (urls); i++) {
    gboolean may_miss = urls[i].url == &self->admin;

    *urls[i].url = copy_base (urls[i].typed);
    if (!(may_miss && **urls[i].url == '\0') && !oauth_url_is_safe (*urls[i].url)) {
      base_error_set_facts (error, BASE_ERROR_REJECTED, &facts,
                            "an address of the cloud is not https://name");
      return NULL;
    }
  }
  return g_steal_pointer (&self);
}

static OauthCloud *
read_cloud (JsonObject *row)
{
  g_autoptr (GError) error = NULL;
  const OauthCloud draft = {
    .id = (char *) wire_json_need_string (row, "clouds", "id", &error),
    .name = (char *) wire_json_need_string (row, "clouds", "name", error == NULL ? &error : NULL),
    .login = (char *) wire_json_string (row, "clouds", "login", NULL),
    .graph = (char *) wire_json_string (row, "clouds", "graph", NULL),
    .admin = (char *) wire_json_string (row, "clouds", "admin", NULL),
  };
  OauthCloud *cloud = error == NULL ? oauth_cloud_new (&draft, &error) : NULL;

  if (cloud == NULL)
    g_error ("data/clouds.json: %s", error->message);
  return cloud;
}

GPtrArray *
oauth_cloud_list (void)
{
  GPtrArray *clouds = g_ptr_array_new_with_free_func ((GDestroyNotify) oauth_cloud_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_resource_lookup_data (oauth_clouds_get_resource (), LIST,
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autoptr (JsonObject) root = NULL;
  JsonArray *rows;

  if (text != NULL)
    root = wire_json_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), "clouds.json",
                            &error);
  if (root == NULL)
    g_error ("data/clouds.json: %s", error->message);

  rows = json_object_get_array_member (root, "clouds");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_ptr_array_add (clouds, read_cloud (json_array_get_object_element (rows, i)));
  return clouds;
}

OauthCloud *
oauth_cloud_find (const char *id)
{
  g_autoptr (GPtrArray) clouds = oauth_cloud_list ();

  for (guint i = 0; i < clouds->len; i++) {
    OauthCloud *cloud = g_ptr_array_index (clouds, i);

    if (g_strcmp0 (cloud->id, id) == 0)
      return oauth_cloud_ref (cloud);
  }
  return NULL;
}

const char *
oauth_cloud_resource (const OauthCloud *self, OauthResource resource)
{
  return resource == OAUTH_RESOURCE_GRAPH ? self->graph : self->admin;
}
