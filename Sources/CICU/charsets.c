#include "CICU.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

int32_t quipu_icu_detect(const uint8_t *bytes, int32_t length, char *name, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t confidence = 0;
    UCharsetDetector *detector = ucsdet_open(&status);
    if (U_FAILURE(status)) return 0;
    ucsdet_enableInputFilter(detector, 1);
    ucsdet_setText(detector, (const char *)bytes, length, &status);
    const UCharsetMatch *match = ucsdet_detect(detector, &status);
    if (U_SUCCESS(status) && match != NULL) {
        const char *found = ucsdet_getName(match, &status);
        confidence = ucsdet_getConfidence(match, &status);
        if (U_FAILURE(status) || (int32_t)strlen(found) >= capacity) {
            confidence = 0;
        } else {
            strcpy(name, found);
        }
    }
    ucsdet_close(detector);
    return confidence;
}

struct quipu_icu_decoder {
    UConverter *converter;
    UChar lead;
    uint32_t leadOffset;
};

quipu_icu_decoder *quipu_icu_decoder_open(const char *name) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    if (U_FAILURE(status)) return NULL;
    quipu_icu_decoder *decoder = calloc(1, sizeof *decoder);
    if (decoder == NULL) {
        ucnv_close(converter);
        return NULL;
    }
    decoder->converter = converter;
    return decoder;
}

void quipu_icu_decoder_close(quipu_icu_decoder *decoder) {
    if (decoder == NULL) return;
    ucnv_close(decoder->converter);
    free(decoder);
}

int32_t quipu_icu_decoder_read(
    quipu_icu_decoder *decoder, const uint8_t *bytes, size_t length, size_t *position,
    uint32_t *scalars, uint32_t *offsets, int32_t capacity) {
    enum { UNITS = 1024 };
    UChar units[UNITS];
    int32_t starts[UNITS];
    int32_t limit = capacity - 1 < UNITS ? capacity - 1 : UNITS;
    const char *source = (const char *)bytes + *position;
    const char *start = source;
    UChar *target = units;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(
        decoder->converter, &target, units + limit, &source, (const char *)bytes + length, starts,
        1, &status);
    size_t base = *position;
    *position += (size_t)(source - start);
    int32_t count = 0;
    uint32_t last = (uint32_t)base;
    for (int32_t i = 0; i < target - units; i++) {
        uint32_t offset = starts[i] < 0 ? last : (uint32_t)(base + (size_t)starts[i]);
        last = offset;
        UChar unit = units[i];
        if (decoder->lead != 0) {
            if (U16_IS_TRAIL(unit)) {
                scalars[count] = (uint32_t)U16_GET_SUPPLEMENTARY(decoder->lead, unit);
                offsets[count++] = decoder->leadOffset;
                decoder->lead = 0;
                continue;
            }
            scalars[count] = 0xFFFD;
            offsets[count++] = decoder->leadOffset;
            decoder->lead = 0;
        }
        if (U16_IS_LEAD(unit)) {
            decoder->lead = unit;
            decoder->leadOffset = offset;
        } else {
            scalars[count] = U16_IS_TRAIL(unit) ? 0xFFFD : unit;
            offsets[count++] = offset;
        }
    }
    if (target == units && decoder->lead != 0) {
        scalars[count] = 0xFFFD;
        offsets[count++] = decoder->leadOffset;
        decoder->lead = 0;
    }
    return count;
}
