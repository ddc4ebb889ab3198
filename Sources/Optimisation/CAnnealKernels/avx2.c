// The kernels with 256-bit AVX2.
#if defined(__x86_64__)
#include "anneal_kernels.h"
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt,fma"))), apply_to = function)
#define KERNELS avx2
#define KERNELS_NAME "avx2"
#include "kernels.inc"
#pragma clang attribute pop
#endif
