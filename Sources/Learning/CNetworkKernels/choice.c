// Which kernels this processor can run.
#include "network_kernels.h"
#include <string.h>

extern const network_kernels network_kernels_baseline;
#if defined(__x86_64__)
extern const network_kernels network_kernels_avx2;
#endif

const network_kernels *network_kernels_best(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return &network_kernels_avx2;
#endif
  return &network_kernels_baseline;
}

const network_kernels *network_kernels_named(const char *name) {
  const network_kernels *best = network_kernels_best();
  if (strcmp(best->name, name) == 0) return best;
  return strcmp(network_kernels_baseline.name, name) == 0 ? &network_kernels_baseline : NULL;
}
