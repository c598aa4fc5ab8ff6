#include "CMemory.h"

#include <malloc.h>

void quipu_keep_freed_memory(void) {
    mallopt(M_TRIM_THRESHOLD, 32 << 20);
    mallopt(M_MMAP_THRESHOLD, 4 << 20);
}
