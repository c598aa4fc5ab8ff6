#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

uint8_t quipu_icu_class(uint32_t scalar) {
    if (u_isUWhiteSpace((UChar32)scalar)) return QUIPU_SPACE;
    switch (u_charType((UChar32)scalar)) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
        return QUIPU_LETTER;
    case U_DECIMAL_DIGIT_NUMBER:
        return QUIPU_DIGIT;
    case U_FORMAT_CHAR:
        return QUIPU_FORMAT;
    default:
        return QUIPU_OTHER;
    }
}

uint8_t quipu_icu_is_upper(uint32_t scalar) {
    int8_t type = u_charType((UChar32)scalar);
    return type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER;
}

int32_t quipu_icu_fold(uint32_t scalar, uint32_t *out, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
    UChar source[2], decomposed[64], folded[64];
    int32_t length = 0;
    UBool failed = 0;
    U16_APPEND(source, length, 2, (UChar32)scalar, failed);
    if (failed || U_FAILURE(status)) return 0;
    int32_t decomposedLength = unorm2_normalize(nfkd, source, length, decomposed, 64, &status);
    if (U_FAILURE(status)) return 0;
    int32_t foldedLength =
        u_strFoldCase(folded, 64, decomposed, decomposedLength, U_FOLD_CASE_DEFAULT, &status);
    if (U_FAILURE(status)) return 0;
    int32_t count = 0;
    for (int32_t i = 0; i < foldedLength && count < capacity;) {
        UChar32 c;
        U16_NEXT(folded, i, foldedLength, c);
        if (u_charType(c) != U_NON_SPACING_MARK) out[count++] = (uint32_t)c;
    }
    return count;
}
