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

#endif
