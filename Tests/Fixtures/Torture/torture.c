// Loaded before the C library: one call of a kind fails, as it does on a broken disk, a full disk
// or a machine without memory.
//
// TORTURE_KIND     write, sync, rename, open, read, mmap or malloc
// TORTURE_CALL     the number of the call that fails, from 1 on
// TORTURE_LASTING  if set, all later calls of that kind fail as well
// TORTURE_MARK     the file that says what failed: a line per call, with the path if there is one
// TORTURE_TALLY    the file that says at the end how many calls of the kind there were
// TORTURE_PROGRAM  the only program that is tortured, so that what it starts is not
//
// Calls that the C library makes inside itself are not seen: what stdio writes, what the loader
// maps. Temper writes and reads by calls of its own; SQLite and HiGHS do so as well.

#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// Allocations from this size on count: smaller ones cannot fail where memory is handed out before
// it is used, and nobody can survive them.
#define LARGE ((size_t)1 << 20)

static atomic_long calls;

static void mark(const char *kind, const char *path) {
  const char *file = getenv("TORTURE_MARK");
  if (!file) return;
  int number = (int)syscall(
      SYS_openat, AT_FDCWD, file, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  if (number < 0) return;
  char line[4400];
  int length = snprintf(line, sizeof line, "%s %s\n", kind, path);
  size_t size = (size_t)length < sizeof line ? (size_t)length : sizeof line - 1;
  syscall(SYS_write, number, line, size);
  syscall(SYS_close, number);
}

// Whether this call of a kind is to fail; then errno is set.
static int fails(const char *kind, const char *path, int code) {
  const char *wanted = getenv("TORTURE_KIND");
  if (!wanted || strcmp(wanted, kind) != 0) return 0;
  const char *program = getenv("TORTURE_PROGRAM");
  if (program && strcmp(program, program_invocation_short_name) != 0) return 0;
  const char *chosen = getenv("TORTURE_CALL");
  long first = chosen ? atol(chosen) : 1;
  long number = atomic_fetch_add(&calls, 1) + 1;
  if (number < first || (number > first && !getenv("TORTURE_LASTING"))) return 0;
  mark(kind, path);
  errno = code;
  return 1;
}

__attribute__((destructor)) static void tally(void) {
  const char *file = getenv("TORTURE_TALLY");
  const char *program = getenv("TORTURE_PROGRAM");
  if (!file || (program && strcmp(program, program_invocation_short_name) != 0)) return;
  int number = (int)syscall(SYS_openat, AT_FDCWD, file, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  if (number < 0) return;
  char text[32];
  int length = snprintf(text, sizeof text, "%ld\n", atomic_load(&calls));
  syscall(SYS_write, number, text, (size_t)length);
  syscall(SYS_close, number);
}

static int descriptor_fails(const char *kind, int descriptor, int code) {
  char link[64], path[4096] = "";
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  path[length < 0 ? 0 : length] = 0;
  return fails(kind, path, code);
}

// MARK: - Writing

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (descriptor_fails("write", descriptor, ENOSPC)) return -1;
  return syscall(SYS_write, descriptor, bytes, count);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
  if (descriptor_fails("write", descriptor, ENOSPC)) return -1;
  return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
  if (descriptor_fails("write", descriptor, ENOSPC)) return -1;
  return syscall(SYS_writev, descriptor, parts, count);
}

int ftruncate(int descriptor, off_t length) {
  if (descriptor_fails("write", descriptor, ENOSPC)) return -1;
  return (int)syscall(SYS_ftruncate, descriptor, length);
}

int ftruncate64(int descriptor, off64_t length) { return ftruncate(descriptor, length); }

int fsync(int descriptor) {
  if (descriptor_fails("sync", descriptor, EIO)) return -1;
  return (int)syscall(SYS_fsync, descriptor);
}

int fdatasync(int descriptor) {
  if (descriptor_fails("sync", descriptor, EIO)) return -1;
  return (int)syscall(SYS_fdatasync, descriptor);
}

// MARK: - Names

int renameat(int from, const char *old, int to, const char *new) {
  if (fails("rename", old, EIO)) return -1;
  return (int)syscall(SYS_renameat, from, old, to, new);
}

int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

int renameat2(int from, const char *old, int to, const char *new, unsigned flags) {
  if (fails("rename", old, EIO)) return -1;
  return (int)syscall(SYS_renameat2, from, old, to, new, flags);
}

int linkat(int from, const char *old, int to, const char *new, int flags) {
  if (fails("rename", old, EIO)) return -1;
  return (int)syscall(SYS_linkat, from, old, to, new, flags);
}

int link(const char *old, const char *new) { return linkat(AT_FDCWD, old, AT_FDCWD, new, 0); }

// MARK: - Opening and reading

int openat(int directory, const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (fails("open", path, EIO)) return -1;
  return (int)syscall(SYS_openat, directory, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return openat(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return openat(AT_FDCWD, path, flags, mode);
}

int openat64(int directory, const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return openat(directory, path, flags, mode);
}

FILE *fopen(const char *path, const char *mode) {
  static FILE *(*original)(const char *, const char *);
  if (!original) original = dlsym(RTLD_NEXT, "fopen");
  return fails("open", path, EIO) ? NULL : original(path, mode);
}

FILE *fopen64(const char *path, const char *mode) { return fopen(path, mode); }

ssize_t read(int descriptor, void *bytes, size_t count) {
  if (descriptor_fails("read", descriptor, EIO)) return -1;
  return syscall(SYS_read, descriptor, bytes, count);
}

ssize_t pread(int descriptor, void *bytes, size_t count, off_t offset) {
  if (descriptor_fails("read", descriptor, EIO)) return -1;
  return syscall(SYS_pread64, descriptor, bytes, count, offset);
}

ssize_t pread64(int descriptor, void *bytes, size_t count, off64_t offset) {
  return pread(descriptor, bytes, count, offset);
}

// MARK: - Memory

void *mmap(void *address, size_t length, int protection, int flags, int descriptor, off_t offset) {
  if (descriptor >= 0 ? descriptor_fails("mmap", descriptor, ENOMEM) : fails("mmap", "", ENOMEM)) {
    return MAP_FAILED;
  }
  return (void *)syscall(SYS_mmap, address, length, protection, flags, descriptor, offset);
}

void *mmap64(
    void *address, size_t length, int protection, int flags, int descriptor, off64_t offset) {
  return mmap(address, length, protection, flags, descriptor, offset);
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static int memory_fails(size_t size) {
  if (size < LARGE) return 0;
  char text[32];
  snprintf(text, sizeof text, "%zu", size);
  return fails("malloc", text, ENOMEM);
}

void *malloc(size_t size) { return memory_fails(size) ? NULL : __libc_malloc(size); }

void *calloc(size_t count, size_t size) {
  size_t all = 0;
  if (__builtin_mul_overflow(count, size, &all)) all = LARGE;
  return memory_fails(all) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
  return memory_fails(size) ? NULL : __libc_realloc(old, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (memory_fails(size)) return ENOMEM;
  *result = __libc_memalign(alignment, size);
  return *result ? 0 : ENOMEM;
}

void *aligned_alloc(size_t alignment, size_t size) {
  return memory_fails(size) ? NULL : __libc_memalign(alignment, size);
}
