/* web-module.c - the module's door
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "web-view.h"

#include <gmodule.h>

G_MODULE_EXPORT const WebModule *absentia_web_module (void);

const WebModule *
absentia_web_module (void)
{
  static const WebModule module = { WEB_VERSION, web_view_create, web_view_close, web_view_show,
                                    web_view_settle };

  return &module;
}
