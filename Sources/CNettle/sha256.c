#include "CNettle.h"

#include <nettle/sha2.h>
#include <stdlib.h>

struct quipu_sha256 {
    struct sha256_ctx context;
};

quipu_sha256 *quipu_sha256_new(void) {
    quipu_sha256 *digest = malloc(sizeof *digest);
    if (digest != NULL) sha256_init(&digest->context);
    return digest;
}

void quipu_sha256_update(quipu_sha256 *digest, const uint8_t *bytes, size_t length) {
    sha256_update(&digest->context, length, bytes);
}

void quipu_sha256_finish(quipu_sha256 *digest, uint8_t *out) {
    sha256_digest(&digest->context, SHA256_DIGEST_SIZE, out);
}

void quipu_sha256_free(quipu_sha256 *digest) { free(digest); }
