// Loaded before the C library: the call of fsync or fdatasync whose number is in FAILING_SYNC fails
// as on a broken disk, and makes the file FAILING_SYNC_MARK.

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;

static int sync_call(long number, int descriptor) {
  const char *failing = getenv("FAILING_SYNC");
  if (failing && atomic_fetch_add(&calls, 1) + 1 == atoi(failing)) {
    close(open(getenv("FAILING_SYNC_MARK"), O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    errno = EIO;
    return -1;
  }
  return (int)syscall(number, descriptor);
}

int fsync(int descriptor) { return sync_call(SYS_fsync, descriptor); }
int fdatasync(int descriptor) { return sync_call(SYS_fdatasync, descriptor); }
