// ICU behind a header of our own: Debian's ICU headers clash with the ICU inside Foundation, so
// nothing but these declarations may be visible to Swift.
#ifndef QUIPU_CICU_H
#define QUIPU_CICU_H

#include <stddef.h>
#include <stdint.h>

/// What a scalar is in running text.
enum {
    QUIPU_SPACE = 0,   // white space and line ends
    QUIPU_LETTER = 1,  // letters, and marks that belong to them
    QUIPU_DIGIT = 2,   // decimal digits
    QUIPU_FORMAT = 3,  // soft hyphen, zero-width characters: part of what surrounds them
    QUIPU_OTHER = 4,   // everything else
};

/// The class of `scalar`, one of the above.
uint8_t quipu_icu_class(uint32_t scalar);

/// 1 if `scalar` is an upper or title case letter.
uint8_t quipu_icu_is_upper(uint32_t scalar);

/// `scalar` without case, accents and compatibility forms (NFKD, marks dropped, case folded).
/// Writes at most `capacity` scalars and returns how many; 0 where nothing remains.
int32_t quipu_icu_fold(uint32_t scalar, uint32_t *out, int32_t capacity);

/// Guesses the charset of `length` bytes, passing over tags. Writes its IANA name and returns the
/// confidence, 0 to 100; 0 where nothing was recognised.
int32_t quipu_icu_detect(const uint8_t *bytes, int32_t length, char *name, int32_t capacity);

typedef struct quipu_icu_decoder quipu_icu_decoder;

/// A decoder of the charset ICU knows as `name`, NULL where it knows none.
quipu_icu_decoder *quipu_icu_decoder_open(const char *name);

void quipu_icu_decoder_close(quipu_icu_decoder *decoder);

/// Decodes on from `*position`, which it moves. Writes at most `capacity` scalars, each with the
/// offset of the bytes it came from; returns how many, 0 at the end. Bytes that stand for nothing
/// become U+FFFD. `capacity` is at least 4.
int32_t quipu_icu_decoder_read(
    quipu_icu_decoder *decoder, const uint8_t *bytes, size_t length, size_t *position,
    uint32_t *scalars, uint32_t *offsets, int32_t capacity);

#endif
