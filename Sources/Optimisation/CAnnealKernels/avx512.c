// The kernels with 512-bit AVX-512 (F, BW, VL, DQ).
#if defined(__x86_64__)
#include "anneal_kernels.h"
#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512cd,avx2,bmi,bmi2,lzcnt,popcnt,fma"))), apply_to = function)
#define KERNELS avx512
#define KERNELS_NAME "avx512"
#include "kernels.inc"
#pragma clang attribute pop
#endif
