// Elementwise loops of the annealer, for the widest vectors the processor has.
//
// One source, kernels.inc with what it includes, is compiled for each instruction set by function
// attributes, so a plain build holds all of them and the choice is made at run time. Every variant
// gives the same bits: integers wrap, floats are multiplied and added in one fixed order without contraction.
#ifndef ANNEAL_KERNELS_H
#define ANNEAL_KERNELS_H

#include <stddef.h>
#include <stdint.h>

// Sixteen independent xoshiro128++ generators (Blackman & Vigna, doi:10.1145/3460772).
typedef struct {
  uint32_t state[4][16];
} anneal_random16;

// What a Metropolis sweep over one state remembers from one flip to the next.
typedef struct {
  anneal_random16 random;
  // Energies that the bits of the current block of 32 accept: floor(-T ln u).
  int32_t thresholds[32];
  // The bits of that block that refuse a flip that costs nothing.
  uint32_t refused_ties;
  // Not 0 where one in eight of the flips that cost nothing is refused.
  uint32_t may_refuse_ties;
  // The temperature in energy units.
  float temperature;
} anneal_sweep;

// Loops over a dense state: local fields h_j, signs s_j = 1 - 2 x_j, flip energies s_j h_j.
//
// `count` is a multiple of 64; rows are padded with zeros, and the fields of padding bits are so
// large that no bound reaches them. Fields never leave their type's range: the caller chose it so.
typedef struct {
  // h_j += factor w_j for all j.
  void (*add_row)(void *fields, const void *row, ptrdiff_t count, int32_t factor);
  // Lists the bits with s_j h_j <= bound in increasing order; returns how many there are.
  ptrdiff_t (*collect)(
      const void *fields, const void *signs, ptrdiff_t count, int32_t bound, int32_t *bits);
  // add_row and collect in one pass.
  ptrdiff_t (*add_row_and_collect)(
      void *fields, const void *signs, const void *row, ptrdiff_t count, int32_t factor,
      int32_t bound, int32_t *bits);
  // The first bit at or after `from` that a Metropolis trial accepts, or `count`.
  //
  // Draws the thresholds of a block when it enters it; continue at the bit after the one returned.
  ptrdiff_t (*next_accepted)(
      const void *fields, const void *signs, ptrdiff_t count, ptrdiff_t from, anneal_sweep *sweep);
} anneal_dense_kernels;

// A bundle's thresholds are drawn for so many bits at a time, past the last bit too.
enum { anneal_bits_ahead = 8 };

// Sixteen replicas of a sparse function that are swept together, one in each lane.
//
// Row i is the entries starts[i] ..< starts[i + 1]; fields and signs hold 16 lanes per bit.
typedef struct {
  ptrdiff_t count;
  const int64_t *starts;
  const int32_t *columns;
  const int32_t *weights;
  void *fields;
  void *signs;
  anneal_random16 random;
  float temperatures[16];
  // Not 0 where one in eight of the flips that cost nothing is refused.
  int32_t may_refuse_ties;
  // Sums of changes, which need not fit the 32 bits of one.
  int64_t energies[16];
  // Flips made, of all lanes.
  int64_t flips;
  // The least energy of any lane so far; its lane while the state was not copied yet, else -1.
  int64_t best_energy;
  int32_t unsaved_lane;
  // The best state: 1 where the bit is set.
  uint8_t *best_bits;
} anneal_bundle;

typedef struct {
  const char *name;
  anneal_dense_kernels int8_into_int16;
  anneal_dense_kernels int16_into_int16;
  anneal_dense_kernels int8_into_int32;
  anneal_dense_kernels int16_into_int32;
  anneal_dense_kernels int32_into_int32;
  // Draws for each energy; lists the positions with energies[p] - offset <= T e in order.
  //
  // The energies are padded to a multiple of 16 with the largest; returns how many were accepted.
  ptrdiff_t (*accepted)(
      const int32_t *energies, ptrdiff_t count, int32_t offset, anneal_sweep *sweep,
      int32_t *positions);
  // Tries every bit of every lane once, in order (Metropolis).
  void (*sweep_bundle_int16)(anneal_bundle *bundle);
  void (*sweep_bundle_int32)(anneal_bundle *bundle);
  // Copies the best state out of its lane, if that was not done yet.
  void (*save_int16)(anneal_bundle *bundle);
  void (*save_int32)(anneal_bundle *bundle);
} anneal_kernels;

// The kernels of an instruction set, or NULL if it is unknown here or the processor lacks it.
//
// Names: "scalar" everywhere; "sse2", "avx2", "avx512" on x86-64; "neon" on arm64.
const anneal_kernels *anneal_kernels_named(const char *name);

// The fastest kernels this processor can run.
const anneal_kernels *anneal_kernels_best(void);

#endif
