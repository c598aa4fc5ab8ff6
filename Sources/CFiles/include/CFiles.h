// What Linux does with files and the C library's headers keep from Swift.
#ifndef QUIPU_CFILES_H
#define QUIPU_CFILES_H

/// Lets two paths on one file system change places in one step.
///
/// Returns 0, or -1 with `errno` set: EINVAL where the file system cannot.
int quipu_exchange(const char *first, const char *second);

#endif
