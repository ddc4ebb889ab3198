#define _GNU_SOURCE

#include "child_processes.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

struct plan {
  const char *path;
  char *const *arguments;
  char *const *environment;
  const int *descriptors;
  const char *folder;
  pid_t parent;
};

// Runs in the child, in its parent's memory: calls only what signal-safety(7) lists, and system calls.
static int become(const struct plan *plan) {
  if (setpgid(0, 0) != 0) return errno;
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
  // The parent may have ended before the kernel was told.
  if (getppid() != plan->parent) return ESRCH;

  // Ignored signals would stay so; handlers are not for this process.
  struct sigaction standard = {.sa_handler = SIG_DFL};
  for (int number = 1; number < NSIG; number++) sigaction(number, &standard, NULL);

  // First out of the way of each other.
  int moved[3];
  for (int number = 0; number < 3; number++) {
    moved[number] = fcntl(plan->descriptors[number], F_DUPFD, 3);
    if (moved[number] < 0) return errno;
  }
  for (int number = 0; number < 3; number++) {
    if (dup2(moved[number], number) < 0) return errno;
  }
  // Fails on old kernels only, where descriptors that were not marked are inherited as ever.
  close_range(3, ~0U, 0);
  if (chdir(plan->folder) != 0) return errno;

  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execve(plan->path, plan->arguments, plan->environment);
  return errno;
}

int child_process_start(const char *path, char *const *arguments, char *const *environment,
                        const int descriptors[3], const char *folder, pid_t *process) {
  struct plan plan = {path, arguments, environment, descriptors, folder, getpid()};
  // No handler of this process may run in the child, which shares its memory until it is another
  // program.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  volatile int failure = 0;
  pid_t child = vfork();
  if (child == 0) {
    failure = become(&plan);
    _exit(127);
  }
  if (child < 0) failure = errno;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (child > 0 && failure != 0) waitpid(child, NULL, 0);
  *process = child;
  return failure;
}

int child_process_file(void) { return memfd_create("input", MFD_CLOEXEC); }

int child_process_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}
