// The kernels with what every processor of an architecture has: SSE2 on x86-64, NEON on arm64.
#include "network_kernels.h"
#define KERNELS network_kernels_baseline
#if defined(__x86_64__)
#define KERNELS_NAME "sse2"
#elif defined(__aarch64__)
#define KERNELS_NAME "neon"
#else
#define KERNELS_NAME "baseline"
#endif
#include "kernels.inc"
