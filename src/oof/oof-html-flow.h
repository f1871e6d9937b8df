/* oof-html-flow.h - laying out text as lines: collapsed spaces, blank lines, bullets, cells
 *
 * Inside the room. What separates (spaces, line ends, tabs, bullets) is kept back until something
 * readable follows, so nothing begins or ends with it.
 */
#pragma once

#include "oof-html.h"

typedef struct
{
  OofRunStyle style;
  char *link; /* GRefString or NULL; borrowed */
  gboolean is_pre;
} OofHtmlLook;

typedef struct _OofHtmlFlow OofHtmlFlow;

OofHtmlFlow *oof_html_flow_new (void);
void oof_html_flow_free (OofHtmlFlow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofHtmlFlow, oof_html_flow_free)

void oof_html_flow_char (OofHtmlFlow *self, gunichar c, const OofHtmlLook *look);
void oof_html_flow_text (OofHtmlFlow *self, const char *text, const OofHtmlLook *look);
/* The same as a run of its own. */
void oof_html_flow_picture (OofHtmlFlow *self, const char *text, const OofHtmlLook *look);
void oof_html_flow_break (OofHtmlFlow *self); /* <br> */
/* A block begins or ends: at least that many line ends from what stands before. */
void oof_html_flow_block (OofHtmlFlow *self, guint lines);
/* Stands before what comes next; "" takes it back. */
void oof_html_flow_bullet (OofHtmlFlow *self, const char *bullet);
void oof_html_flow_begin_row (OofHtmlFlow *self);
void oof_html_flow_end_row (OofHtmlFlow *self);
void oof_html_flow_begin_cell (OofHtmlFlow *self, guint index); /* of the row */

/* OofRun; ends the flow. Caller unrefs. */
GPtrArray *oof_html_flow_finish (OofHtmlFlow *self);
