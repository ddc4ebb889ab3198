// Processes that cannot outlive this one.

#pragma once

#include <sys/types.h>

// Starts a program in a process group of its own, whose number is the process's.
//
// It gets the three descriptors as its standard input, output and errors and no others, the signals'
// default dispositions, and the folder as its current one. The kernel kills it when the thread that
// started it ends; that thread has to wait for it.
//
// Returns 0, or what errno(3) says of the call that failed.
int child_process_start(const char *_Nonnull path, char *_Nullable const *_Nonnull arguments,
                        char *_Nullable const *_Nonnull environment,
                        const int descriptors[_Nonnull 3], const char *_Nonnull folder,
                        pid_t *_Nonnull process);

// Makes a file without a name, in memory, that no program inherits. Returns it, or -1.
int child_process_file(void);

// Makes a pipe that no program inherits, to be read without waiting. Returns 0, or -1.
int child_process_pipe(int ends[_Nonnull 2]);
