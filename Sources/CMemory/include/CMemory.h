// How glibc keeps memory, behind a header of our own: the one that Swift imports leaves it out.
#ifndef QUIPU_CMEMORY_H
#define QUIPU_CMEMORY_H

/// Keeps some of the memory that is freed for what is asked for next.
///
/// Each page takes and frees a few megabytes. By default they go back to the system after each page
/// and are taken anew, zeroed, for the next.
void quipu_keep_freed_memory(void);

#endif
