// libxml2 behind a header of our own: its headers pull in ICU's, which clash with the ICU inside
// Foundation, so nothing but these declarations may be visible to Swift.
#ifndef QUIPU_CLIBXML2_H
#define QUIPU_CLIBXML2_H

#include <stddef.h>
#include <stdint.h>

/// Makes the library ready; once, before any other call. Calling it again does nothing.
void quipu_xml_init(void);

// Counting what a SAX parse of HTML meets.

typedef struct {
    size_t elements;
    size_t characters;  // bytes of text
} quipu_html_counts;

/// Parses `length` bytes as HTML, with no network; 0 on success.
int quipu_html_sax_count(const uint8_t *bytes, size_t length, quipu_html_counts *counts);

// What a SAX parse of HTML meets, in order. Names and values are UTF-8 and end in NUL.

typedef struct {
    /// `attributes` is NULL, or name and value by turns up to a NULL; a value may be NULL.
    void (*start)(void *user, const char *name, const char *const *attributes);
    void (*end)(void *user, const char *name);
    void (*text)(void *user, const uint8_t *text, size_t length);
} quipu_html_events;

/// Parses `length` bytes of UTF-8 as HTML, whatever charset they declare, with no network; 0 on
/// success.
int quipu_html_sax_parse(
    const uint8_t *bytes, size_t length, const quipu_html_events *events, void *user);

// Errors, copied into memory of the caller.

typedef struct {
    int line;
    char message[256];
} quipu_xml_error;

// Trees.

typedef struct quipu_xml_document quipu_xml_document;
typedef struct quipu_xml_node quipu_xml_node;
typedef struct quipu_xml_xpath quipu_xml_xpath;

/// Parses well-formed XML: no network, no DTD, no entities beyond XML's five, nesting of 256 at
/// most. NULL where it is not well-formed or goes beyond that.
quipu_xml_document *quipu_xml_parse(const uint8_t *bytes, size_t length, quipu_xml_error *error);

/// An empty tree to build by hand, and its document node.
quipu_xml_document *quipu_xml_new(void);
quipu_xml_node *quipu_xml_root(quipu_xml_document *document);

void quipu_xml_free(quipu_xml_document *document);

/// Appends an element or text to `parent`; `tag` is what `quipu_xml_tag` gives back, 1 or more.
/// NULL where memory ran out. Names and values end in NUL and are UTF-8.
quipu_xml_node *quipu_xml_add_element(quipu_xml_node *parent, const char *name, size_t tag);
quipu_xml_node *quipu_xml_add_text(
    quipu_xml_node *parent, const uint8_t *text, size_t length, size_t tag);
int quipu_xml_add_attribute(quipu_xml_node *node, const char *name, const char *value);

/// The tag of a node, or of the element an attribute belongs to; 0 where it has none.
size_t quipu_xml_tag(const quipu_xml_node *node);

int quipu_xml_is_attribute(const quipu_xml_node *node);

/// The local name of a node, owned by the tree; NULL where it has none.
const char *quipu_xml_name(const quipu_xml_node *node);

/// The text of a node and all below it, to be freed with `quipu_xml_free_string`.
char *quipu_xml_content(const quipu_xml_node *node);

/// The value of an attribute, to be freed with `quipu_xml_free_string`; NULL where it is not there.
char *quipu_xml_attribute(const quipu_xml_node *node, const char *name);
void quipu_xml_free_string(char *string);

// XPath 1.0.

/// Compiles an expression; it may be used from one thread at a time. NULL where it is wrong.
quipu_xml_xpath *quipu_xpath_compile(const char *expression, quipu_xml_error *error);
void quipu_xpath_free(quipu_xml_xpath *expression);

/// Calls `body` with each node that `expression` selects from `context`, in document order; for a
/// value that is no node set, calls `value` with its text. 0 on success.
int quipu_xpath_select(
    quipu_xml_xpath *expression, quipu_xml_document *document, quipu_xml_node *context,
    const char *const *prefixes, size_t prefix_count, uint64_t operations,
    void (*body)(void *user, quipu_xml_node *node), void (*value)(void *user, const char *text),
    void *user, quipu_xml_error *error);

#endif
