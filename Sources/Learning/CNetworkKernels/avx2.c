// The kernels with 256-bit AVX2.
#if defined(__x86_64__)
#include "network_kernels.h"
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#define KERNELS network_kernels_avx2
#define KERNELS_NAME "avx2"
#include "kernels.inc"
#pragma clang attribute pop
#endif
