#define _GNU_SOURCE

#include "CHiGHS.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_int runs;

// Called by exit(3), before the destructors of all that was loaded earlier.
static void leave(int status, void *unused) {
  (void)unused;
  if (atomic_load(&runs) == 0) return;
  fflush(NULL);
  _exit(status);
}

static void listen_for_exit(void) { on_exit(leave, NULL); }

void chighs_begin_run(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  atomic_fetch_add(&runs, 1);
  pthread_once(&once, listen_for_exit);
}

void chighs_end_run(void) { atomic_fetch_sub(&runs, 1); }

const CHiGHSFunctions *chighs_load(const char *name, const char **path, char *complaint, size_t size) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *reason = dlerror();
    snprintf(complaint, size, "%s", reason ? reason : name);
    return NULL;
  }

  // A library of wide integers has the same names with other types.
  __typeof__(&Highs_getSizeofHighsInt) integer_size =
      (__typeof__(integer_size))dlsym(library, "Highs_getSizeofHighsInt");
  __typeof__(&Highs_create) create = (__typeof__(create))dlsym(library, "Highs_create");
  __typeof__(&Highs_destroy) destroy = (__typeof__(destroy))dlsym(library, "Highs_destroy");
  void *model = create && destroy && integer_size ? create() : NULL;
  HighsInt bytes = model ? integer_size(model) : 0;
  if (model) destroy(model);
  if (bytes != sizeof(HighsInt)) {
    snprintf(complaint, size, "%s was not built for integers of 32 bits", name);
    return NULL;
  }

  CHiGHSFunctions *functions = malloc(sizeof *functions);
  if (!functions) {
    snprintf(complaint, size, "no memory is left for %s", name);
    return NULL;
  }
#define CHIGHS_FIND(name_, function)                                          \
  functions->name_ = (__typeof__(&function))dlsym(library, #function);        \
  if (!functions->name_) {                                                    \
    snprintf(complaint, size, "%s lacks %s", name, #function);                \
    free(functions);                                                          \
    return NULL;                                                              \
  }
  CHIGHS_FUNCTIONS(CHIGHS_FIND)

  Dl_info place;
  *path = dladdr((void *)functions->run, &place) ? place.dli_fname : name;
  return functions;
}
