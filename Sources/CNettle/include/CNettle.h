// SHA-256 of libnettle behind a header of our own, so that none of its headers reach Swift.
#ifndef QUIPU_CNETTLE_H
#define QUIPU_CNETTLE_H

#include <stddef.h>
#include <stdint.h>

/// A digest under way.
typedef struct quipu_sha256 quipu_sha256;

/// A new digest, or NULL where memory is short. Free it with quipu_sha256_free.
quipu_sha256 *quipu_sha256_new(void);

/// Adds `length` bytes to the digest.
void quipu_sha256_update(quipu_sha256 *digest, const uint8_t *bytes, size_t length);

/// Writes the 32 bytes of the digest to `out` and starts it anew.
void quipu_sha256_finish(quipu_sha256 *digest, uint8_t *out);

void quipu_sha256_free(quipu_sha256 *digest);

#endif
