// Which kernels this processor can run.
#include "anneal_kernels.h"
#include <string.h>

extern const anneal_kernels anneal_kernels_scalar;
extern const anneal_kernels anneal_kernels_baseline;
#if defined(__x86_64__)
extern const anneal_kernels anneal_kernels_avx2;
extern const anneal_kernels anneal_kernels_avx512;
#endif

// Fastest first; the scalar ones, a yardstick, are last.
static const anneal_kernels *runnable(int rank) {
#if defined(__x86_64__)
  if (rank == 0)
    return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
                   && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd")
                   && __builtin_cpu_supports("bmi2")
               ? &anneal_kernels_avx512
               : NULL;
  if (rank == 1)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")
                   && __builtin_cpu_supports("fma")
               ? &anneal_kernels_avx2
               : NULL;
#endif
  if (rank == 2) return &anneal_kernels_baseline;
  return rank == 3 ? &anneal_kernels_scalar : NULL;
}

const anneal_kernels *anneal_kernels_named(const char *name) {
  for (int rank = 0; rank < 4; rank += 1) {
    const anneal_kernels *kernels = runnable(rank);
    if (kernels != NULL && strcmp(kernels->name, name) == 0) return kernels;
  }
  return NULL;
}

const anneal_kernels *anneal_kernels_best(void) {
  int rank = 0;
  while (runnable(rank) == NULL) rank += 1;
  return runnable(rank);
}
