/* files-node.c - YAML from outside as a tree
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "files-node.h"

#include "base-text.h"
#include "files-json.h"
#include "oof-refuse.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

#define NODES_IN_BLOCK 1024
#define MOST_KEY_CHARS 60

typedef yaml_event_t Event;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Event, yaml_event_delete)

typedef yaml_parser_t Parser;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parser, yaml_parser_delete)

struct _FilesTree
{
  GStringChunk *strings;
  GPtrArray *blocks; /* of nodes */
  gsize n_nodes;
  FilesNode *root;
};

/* A list or map that is open. */
typedef struct
{
  FilesNode *node;
  FilesNode *last;
  const char *name; /* of the value that comes next; NULL: a key comes next */
  guint name_line;
  guint n_keys;
} Level;

typedef struct
{
  FilesTree *tree;
  Level levels[FILES_MOST_DEPTH];
  guint depth;
  guint n_documents;
  guint *line; /* of what is looked at */
} Builder;

static FilesNode *
add_node (FilesTree *self)
{
  if (self->n_nodes % NODES_IN_BLOCK == 0)
    g_ptr_array_add (self->blocks, g_new0 (FilesNode, NODES_IN_BLOCK));
  return (FilesNode *) g_ptr_array_index (self->blocks, self->blocks->len - 1) +
         self->n_nodes++ % NODES_IN_BLOCK;
}

static gboolean
has_key (const FilesNode *map, const char *name)
{
  for (const FilesNode *child = map->first; child != NULL; child = child->next)
    if (g_str_equal (child->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
take_key (Builder *self, Level *level, const Event *event, GError **error)
{
  const char *name = (const char *) event->data.scalar.value;
  g_autofree char *shown = NULL;

  if (event->type != YAML_SCALAR_EVENT || strlen (name) != event->data.scalar.length)
    return oof_refuse (error, "file-syntax", _ ("A key is not a word."));
  shown = base_text_for_display (name, MOST_KEY_CHARS);
  if (has_key (level->node, name))
    return oof_refuse (error, "file-twice", _ ("The key “%s” is there twice."), shown);
  if (++level->n_keys > FILES_MOST_KEYS)
    return oof_refuse (error, "file-syntax", _ ("There are more than %d keys in one place."),
                       FILES_MOST_KEYS);

  level->name = g_string_chunk_insert (self->tree->strings, name);
  level->name_line = *self->line;
  return TRUE;
}

/* Where the next value goes: behind the last one of the innermost list or map. */
static FilesNode *
append_node (Builder *self, FilesNodeKind kind)
{
  FilesNode *node = add_node (self->tree);
  Level *level = self->depth > 0 ? &self->levels[self->depth - 1] : NULL;

  node->kind = kind;
  node->line = *self->line;
  if (level == NULL) {
    self->tree->root = node;
    return node;
  }
  if (level->name != NULL) {
    node->name = g_steal_pointer (&level->name);
    node->line = level->name_line;
  }
  if (level->last == NULL)
    level->node->first = node;
  else
    level->last->next = node;
  level->last = node;
  return node;
}

static gboolean
take_text (Builder *self, const Event *event, GError **error)
{
  const char *text = (const char *) event->data.scalar.value;
  gsize length = event->data.scalar.length;
  FilesNode *node;

  if (length > G_MAXINT || !base_text_is_clean (text, (gssize) length))
    return oof_refuse (error, "file-text", _ ("A text holds characters that are none."));

  node = append_node (self, FILES_NODE_TEXT);
  node->text = g_string_chunk_insert_len (self->tree->strings, text, (gssize) length);
  node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
  return TRUE;
}

static gboolean
open_level (Builder *self, FilesNodeKind kind, GError **error)
{
  FilesNode *node;

  if (self->depth == FILES_MOST_DEPTH)
    return oof_refuse (error, "file-depth", _ ("Lists and keys are nested too deeply."));
  node = append_node (self, kind);
  self->levels[self->depth++] = (Level){ .node = node };
  return TRUE;
}

static gboolean
refuse_decoration (const Event *event, GError **error)
{
  const yaml_char_t *anchor = NULL;
  const yaml_char_t *tag = NULL;

  if (event->type == YAML_SCALAR_EVENT) {
    anchor = event->data.scalar.anchor;
    tag = event->data.scalar.tag;
  } else if (event->type == YAML_SEQUENCE_START_EVENT) {
    anchor = event->data.sequence_start.anchor;
    tag = event->data.sequence_start.tag;
  } else if (event->type == YAML_MAPPING_START_EVENT) {
    anchor = event->data.mapping_start.anchor;
    tag = event->data.mapping_start.tag;
  }

  if (anchor != NULL || event->type == YAML_ALIAS_EVENT)
    return oof_refuse (error, "file-anchor", _ ("Anchors (&) and aliases (*) are not taken here."));
  if (tag != NULL)
    return oof_refuse (error, "file-tag", _ ("Tags (!) are not taken here."));
  return TRUE;
}

static gboolean
take_value (Builder *self, const Event *event, GError **error)
{
  Level *level = self->depth > 0 ? &self->levels[self->depth - 1] : NULL;

  if (!refuse_decoration (event, error))
    return FALSE;
  if (self->tree->n_nodes == FILES_MOST_NODES)
    return oof_refuse (error, "file-too-large", _ ("There is too much in the file."));
  if (level != NULL && level->node->kind == FILES_NODE_MAP && level->name == NULL)
    return take_key (self, level, event, error);
  if (event->type == YAML_SCALAR_EVENT)
    return take_text (self, event, error);
  return open_level (
      self, event->type == YAML_SEQUENCE_START_EVENT ? FILES_NODE_LIST : FILES_NODE_MAP, error);
}

static gboolean
take_event (Builder *self, const Event *event, GError **error)
{
  *self->line = (guint) event->start_mark.line + 1;
  switch (event->type) {
  case YAML_DOCUMENT_START_EVENT:
    return self->n_documents++ == 0 ||
           oof_refuse (error, "file-many", _ ("There is a second document in the file."));
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    self->depth--;
    return TRUE;
  case YAML_SCALAR_EVENT:
  case YAML_ALIAS_EVENT:
  case YAML_SEQUENCE_START_EVENT:
  case YAML_MAPPING_START_EVENT:
    return take_value (self, event, error);
  default:
    return TRUE;
  }
}

static guint
count_lines (const char *bytes, const char *end)
{
  guint line = 1;

  for (const char *c = bytes; c < end; c++)
    if (*c == '\n')
      line++;
  return line;
}

/* bytes: what the parser reads, which does not say in which line it met a bad character. */
static gboolean
refuse_syntax (const Parser *parser, const char *bytes, guint *line, GError **error)
{
  if (parser->error == YAML_READER_ERROR) {
    *line = count_lines (bytes, bytes + parser->problem_offset);
    return oof_refuse (error, "file-text", _ ("The file holds characters that are none."));
  }
  *line = (guint) parser->problem_mark.line + 1;
  return oof_refuse (error, "file-syntax", _ ("This is not YAML: %s."),
                     parser->problem != NULL ? parser->problem : "?");
}

static gboolean
build (Builder *self, Parser *parser, const char *bytes, GError **error)
{
  gboolean goes_on = TRUE;

  while (goes_on) {
    g_auto (Event) event = { 0 };

    if (!yaml_parser_parse (parser, &event))
      return refuse_syntax (parser, bytes, self->line, error);
    if (!take_event (self, &event, error))
      return FALSE;
    goes_on = event.type != YAML_STREAM_END_EVENT;
  }
  return self->tree->root != NULL ||
         oof_refuse (error, "file-empty", _ ("There is nothing in the file."));
}

gboolean
files_check_bytes (const char **bytes, gsize *size, gsize most, guint *ret_line, GError **error)
{
  const char *end;

  *ret_line = 1;
  if (*size > most)
    return oof_refuse (error, "file-too-large", _ ("The file is larger than %u MiB."),
                       (guint) (most / 1024 / 1024));
  if (*size >= 3 && memcmp (*bytes, "\xEF\xBB\xBF", 3) == 0) {
    *bytes += 3;
    *size -= 3;
  }
  if (g_utf8_validate_len (*bytes, *size, &end))
    return TRUE;

  *ret_line = count_lines (*bytes, end);
  return oof_refuse (error, "file-text", _ ("The file is not text in UTF-8."));
}

/* The parser takes no NULL, which is what an empty file may be. */
static gboolean
check_content (const char **bytes, gsize *size, guint *ret_line, GError **error)
{
  return files_check_bytes (bytes, size, FILES_MOST_BYTES, ret_line, error) &&
         (*size > 0 || oof_refuse (error, "file-empty", _ ("There is nothing in the file.")));
}

FilesTree *
files_tree_new (const char *bytes, gsize size, guint *ret_line, GError **error)
{
  g_autoptr (FilesTree) self = NULL;
  g_autoptr (GString) text = NULL; /* outlives the parser */
  g_auto (Parser) parser = { 0 };
  Builder builder = { .line = ret_line };

  if (!check_content (&bytes, &size, ret_line, error))
    return NULL;

  self = g_new0 (FilesTree, 1);
  self->strings = g_string_chunk_new (16 * 1024);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  builder.tree = self;
  text = files_json_to_yaml (bytes, size);
  if (text != NULL) {
    bytes = text->str;
    size = text->len;
  }
  if (!yaml_parser_initialize (&parser))
    g_error ("out of memory");
  yaml_parser_set_encoding (&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (&parser, (const unsigned char *) bytes, size);
  return build (&builder, &parser, bytes, error) ? g_steal_pointer (&self) : NULL;
}

void
files_tree_free (FilesTree *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

const FilesNode *
files_tree_root (const FilesTree *self)
{
  return self->root;
}
