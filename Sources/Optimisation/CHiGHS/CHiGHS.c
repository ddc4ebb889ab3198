#define _GNU_SOURCE

#include "CHiGHS.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

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
