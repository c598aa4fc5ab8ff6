#include "CLibXML2.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

enum { QUIPU_DEEPEST = 256 };

static void ignore(void *user, const char *message, ...) {
    (void)user;
    (void)message;
}


/// Nothing is ever read from a file or the network.
static xmlParserInputPtr refuse(const char *url, const char *id, xmlParserCtxtPtr context) {
    (void)url;
    (void)id;
    (void)context;
    return NULL;
}

void quipu_xml_init(void) {
    xmlInitParser();
    xmlSetExternalEntityLoader(refuse);
}

static void set_error(quipu_xml_error *out, int line, const char *message) {
    if (out == NULL) return;
    out->line = line;
    size_t length = strlen(message);
    while (length > 0 && (message[length - 1] == '\n' || message[length - 1] == ' ')) length--;
    if (length > sizeof out->message - 1) length = sizeof out->message - 1;
    memcpy(out->message, message, length);
    out->message[length] = 0;
}

// HTML, counted.

static void count_element(void *user, const xmlChar *name, const xmlChar **attributes) {
    (void)name;
    (void)attributes;
    ((quipu_html_counts *)user)->elements++;
}

static void count_characters(void *user, const xmlChar *text, int length) {
    (void)text;
    ((quipu_html_counts *)user)->characters += (size_t)length;
}

int quipu_html_sax_count(const uint8_t *bytes, size_t length, quipu_html_counts *counts) {
    memset(counts, 0, sizeof *counts);
    if (length > INT_MAX) return -1;
    htmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.startElement = count_element;
    handler.characters = count_characters;
    handler.cdataBlock = count_characters;
    handler.ignorableWhitespace = count_characters;
    handler.error = ignore;
    handler.warning = ignore;
    htmlParserCtxtPtr context = htmlCreatePushParserCtxt(
        &handler, counts, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (context == NULL) return -1;
    htmlCtxtUseOptions(
        context, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    htmlParseChunk(context, (const char *)bytes, (int)length, 1);
    htmlFreeParserCtxt(context);
    return 0;
}

// HTML, event by event.

typedef struct {
    const quipu_html_events *events;
    void *user;
} event_target;

static void pass_start(void *user, const xmlChar *name, const xmlChar **attributes) {
    event_target *target = user;
    target->events->start(target->user, (const char *)name, (const char *const *)attributes);
}

static void pass_end(void *user, const xmlChar *name) {
    event_target *target = user;
    target->events->end(target->user, (const char *)name);
}

static void pass_text(void *user, const xmlChar *text, int length) {
    event_target *target = user;
    target->events->text(target->user, text, (size_t)length);
}

int quipu_html_sax_parse(
    const uint8_t *bytes, size_t length, const quipu_html_events *events, void *user) {
    if (length > INT_MAX) return -1;
    if (length == 0) return 0;
    htmlParserCtxtPtr context = htmlCreateMemoryParserCtxt((const char *)bytes, (int)length);
    if (context == NULL) return -1;
    event_target target = {events, user};
    memset(context->sax, 0, sizeof *context->sax);
    context->sax->startElement = pass_start;
    context->sax->endElement = pass_end;
    context->sax->characters = pass_text;
    context->sax->cdataBlock = pass_text;
    context->sax->ignorableWhitespace = pass_text;
    context->sax->error = ignore;
    context->sax->warning = ignore;
    context->userData = &target;
    htmlCtxtUseOptions(
        context, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                     HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(context);
    htmlFreeParserCtxt(context);
    return 0;
}

// XML trees.

/// The depth of the tree, without recursion: hostile input must not exhaust the stack.
static int is_deeper_than(xmlNodePtr root, int limit) {
    int depth = 0;
    for (xmlNodePtr node = root; node != NULL;) {
        if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
            if (++depth > limit) return 1;
            node = node->children;
            continue;
        }
        while (node != NULL && node != root && node->next == NULL) {
            node = node->parent;
            depth--;
        }
        if (node == NULL || node == root) break;
        node = node->next;
    }
    return 0;
}

quipu_xml_document *quipu_xml_parse(const uint8_t *bytes, size_t length, quipu_xml_error *error) {
    set_error(error, 0, "");
    if (length > INT_MAX) {
        set_error(error, 0, "the document is too large");
        return NULL;
    }
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) {
        set_error(error, 0, "out of memory");
        return NULL;
    }
    xmlDocPtr document = xmlCtxtReadMemory(
        context, (const char *)bytes, (int)length, NULL, NULL,
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
    xmlErrorPtr last = xmlCtxtGetLastError(context);
    if (document == NULL || !context->wellFormed) {
        set_error(
            error, last != NULL ? last->line : 0,
            last != NULL && last->message != NULL ? last->message : "it is not well-formed");
        if (document != NULL) xmlFreeDoc(document);
        document = NULL;
    } else if (is_deeper_than(xmlDocGetRootElement(document), QUIPU_DEEPEST)) {
        set_error(error, 0, "elements are nested too deep");
        xmlFreeDoc(document);
        document = NULL;
    }
    xmlFreeParserCtxt(context);
    return (quipu_xml_document *)document;
}

quipu_xml_document *quipu_xml_new(void) {
    return (quipu_xml_document *)xmlNewDoc(BAD_CAST "1.0");
}

quipu_xml_node *quipu_xml_root(quipu_xml_document *document) {
    return (quipu_xml_node *)document;
}

void quipu_xml_free(quipu_xml_document *document) {
    xmlFreeDoc((xmlDocPtr)document);
}

/// Appends without looking for text nodes to merge with, which is quadratic and would lose tags.
static void append(xmlNodePtr parent, xmlNodePtr child) {
    child->parent = parent;
    child->doc = parent->doc;
    child->prev = parent->last;
    if (parent->last != NULL) {
        parent->last->next = child;
    } else {
        parent->children = child;
    }
    parent->last = child;
}

quipu_xml_node *quipu_xml_add_element(quipu_xml_node *parent, const char *name, size_t tag) {
    xmlNodePtr node = xmlNewDocNode(((xmlNodePtr)parent)->doc, NULL, BAD_CAST name, NULL);
    if (node == NULL) return NULL;
    node->_private = (void *)tag;
    append((xmlNodePtr)parent, node);
    return (quipu_xml_node *)node;
}

quipu_xml_node *quipu_xml_add_text(
    quipu_xml_node *parent, const uint8_t *text, size_t length, size_t tag) {
    if (length > INT_MAX) return NULL;
    xmlNodePtr node = xmlNewDocTextLen(((xmlNodePtr)parent)->doc, text, (int)length);
    if (node == NULL) return NULL;
    node->_private = (void *)tag;
    append((xmlNodePtr)parent, node);
    return (quipu_xml_node *)node;
}

int quipu_xml_add_attribute(quipu_xml_node *node, const char *name, const char *value) {
    return xmlNewProp((xmlNodePtr)node, BAD_CAST name, BAD_CAST value) == NULL ? -1 : 0;
}

size_t quipu_xml_tag(const quipu_xml_node *opaque) {
    const xmlNode *node = (const xmlNode *)opaque;
    switch (node->type) {
    case XML_NAMESPACE_DECL: return 0;
    case XML_ATTRIBUTE_NODE: return node->parent != NULL ? (size_t)node->parent->_private : 0;
    default: return (size_t)node->_private;
    }
}

int quipu_xml_is_attribute(const quipu_xml_node *node) {
    return ((const xmlNode *)node)->type == XML_ATTRIBUTE_NODE;
}

const char *quipu_xml_name(const quipu_xml_node *opaque) {
    const xmlNode *node = (const xmlNode *)opaque;
    switch (node->type) {
    case XML_ELEMENT_NODE:
    case XML_ATTRIBUTE_NODE: return (const char *)node->name;
    default: return NULL;
    }
}

char *quipu_xml_content(const quipu_xml_node *node) {
    return (char *)xmlNodeGetContent((const xmlNode *)node);
}

char *quipu_xml_attribute(const quipu_xml_node *node, const char *name) {
    if (((const xmlNode *)node)->type != XML_ELEMENT_NODE) return NULL;
    return (char *)xmlGetNoNsProp((const xmlNode *)node, BAD_CAST name);
}

void quipu_xml_free_string(char *string) {
    xmlFree(string);
}

// XPath.

static void keep_error(void *user, xmlErrorPtr error) {
    quipu_xml_error *out = user;
    if (out->message[0] == 0 && error->message != NULL) set_error(out, 0, error->message);
}

quipu_xml_xpath *quipu_xpath_compile(const char *expression, quipu_xml_error *error) {
    set_error(error, 0, "");
    xmlXPathContextPtr context = xmlXPathNewContext(NULL);
    if (context == NULL) {
        set_error(error, 0, "out of memory");
        return NULL;
    }
    context->error = keep_error;
    context->userData = error;
    context->opLimit = 100000;
    xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(context, BAD_CAST expression);
    if (compiled == NULL && error->message[0] == 0) {
        set_error(error, 0, "it is not an XPath expression");
    }
    xmlXPathFreeContext(context);
    return (quipu_xml_xpath *)compiled;
}

void quipu_xpath_free(quipu_xml_xpath *expression) {
    xmlXPathFreeCompExpr((xmlXPathCompExprPtr)expression);
}

int quipu_xpath_select(
    quipu_xml_xpath *expression, quipu_xml_document *document, quipu_xml_node *node,
    const char *const *prefixes, size_t prefix_count, uint64_t operations,
    void (*body)(void *user, quipu_xml_node *node), void (*value)(void *user, const char *text),
    void *user, quipu_xml_error *error) {
    set_error(error, 0, "");
    xmlXPathContextPtr context = xmlXPathNewContext((xmlDocPtr)document);
    if (context == NULL) {
        set_error(error, 0, "out of memory");
        return -1;
    }
    context->error = keep_error;
    context->userData = error;
    context->opLimit = operations;
    context->node = node != NULL ? (xmlNodePtr)node : (xmlNodePtr)document;
    for (size_t index = 0; index + 1 < prefix_count; index += 2) {
        xmlXPathRegisterNs(context, BAD_CAST prefixes[index], BAD_CAST prefixes[index + 1]);
    }
    xmlXPathObjectPtr found = xmlXPathCompiledEval((xmlXPathCompExprPtr)expression, context);
    int status = 0;
    if (found == NULL) {
        if (error->message[0] == 0) set_error(error, 0, "the expression cannot be evaluated");
        status = -1;
    } else if (found->type == XPATH_NODESET) {
        xmlNodeSetPtr nodes = found->nodesetval;
        if (nodes != NULL) xmlXPathNodeSetSort(nodes);
        for (int index = 0; nodes != NULL && index < nodes->nodeNr; index++) {
            xmlNodePtr selected = nodes->nodeTab[index];
            if (selected->type != XML_NAMESPACE_DECL) body(user, (quipu_xml_node *)selected);
        }
    } else {
        xmlChar *text = xmlXPathCastToString(found);
        if (text != NULL) value(user, (const char *)text);
        xmlFree(text);
    }
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return status;
}
