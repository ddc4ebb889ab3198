// The two loops in which networks spend their time, for the widest vectors the processor has.
//
// One source, kernels.inc, is compiled for each instruction set by function attributes, so a plain
// build holds all of them and the choice is made at run time. Every variant gives the same bits:
// each sum is made in one fixed order, multiplied and added without contraction.
//
// Rows of the second matrix are given by offsets, so that the shifted planes of a convolution are
// rows too, and nothing is copied (implicit im2col).
#ifndef NETWORK_KERNELS_H
#define NETWORK_KERNELS_H

#include <stddef.h>

typedef struct {
  const char *name;
  // c[i][j] += sum over t of a[i][t] b_t[j], t ascending, for i < m, j < n, t < k.
  //
  // a[i][t] is a[i * a_row + t * a_column]; c[i] begins at c + i * c_row; b_t at b + offsets[t].
  void (*products)(
      float *c, ptrdiff_t c_row, const float *a, ptrdiff_t a_row, ptrdiff_t a_column,
      const float *b, const ptrdiff_t *offsets, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k);
  // c[i][t] += sum over j of a_i[j] b_t[j], j in eight lanes, for i < m, t < k, j < n.
  //
  // a_i begins at a + i * a_row; c[i][t] is c[i * c_row + t]; b_t begins at b + offsets[t].
  void (*dots)(
      float *c, ptrdiff_t c_row, const float *a, ptrdiff_t a_row, const float *b,
      const ptrdiff_t *offsets, ptrdiff_t m, ptrdiff_t n, ptrdiff_t k);
} network_kernels;

// The fastest kernels that this processor can run.
const network_kernels *network_kernels_best(void);

// The kernels of a name, NULL where this processor cannot run them or there are none: avx2, sse2,
// neon, baseline.
const network_kernels *network_kernels_named(const char *name);

#endif
