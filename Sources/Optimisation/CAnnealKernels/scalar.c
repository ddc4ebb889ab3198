// The kernels one element at a time: what all others are tested against, bit for bit.
#include "anneal_kernels.h"
#include <string.h>

#pragma clang fp contract(off)

static uint32_t rotated(uint32_t x, int by) { return x << by | x >> (32 - by); }

static uint32_t next_random(anneal_random16 *random, int lane) {
  uint32_t s[4];
  for (int word = 0; word < 4; word += 1) s[word] = random->state[word][lane];
  uint32_t result = rotated(s[0] + s[3], 7) + s[0];
  uint32_t shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotated(s[3], 11);
  for (int word = 0; word < 4; word += 1) random->state[word][lane] = s[word];
  return result;
}

static float exponential(uint32_t random) {
  static const float coefficients[9] = {
      -6.151470821350813e-3f, 1.0243828408420086e-2f, -1.4338342472910881e-2f,
      2.5967329740524292e-2f, -4.9409616738557816e-2f, 9.879174828529358e-2f,
      -2.2222137451171875e-1f, 6.666661500930786e-1f, 4.0546509623527527e-1f};
  float odd = (float)(int32_t)(random >> 1 | 1);
  int32_t pattern;
  memcpy(&pattern, &odd, sizeof pattern);
  int32_t halvings = 158 - (pattern >> 23);
  int32_t mantissa = (pattern & 0x7fffff) | 0x3f800000;
  float t;
  memcpy(&t, &mantissa, sizeof t);
  t -= 1.5f;
  float log = coefficients[0];
  for (int power = 1; power < 9; power += 1) log = log * t + coefficients[power];
  return (float)halvings * 6.931471805599453e-1f - log;
}

static int32_t accepted_energy(
    anneal_random16 *random, int lane, float temperature, float ceiling, int *coin) {
  uint32_t drawn = next_random(random, lane);
  *coin = (int)(drawn & 7);
  float energy = exponential(drawn) * temperature;
  return (int32_t)(energy > ceiling ? ceiling : energy);
}

#define DENSE(PAIR, WEIGHT, FIELD, CEILING)                                                     \
  static void add_row_##PAIR(                                                                   \
      void *fields, const void *row, ptrdiff_t count, int32_t factor) {                         \
    FIELD *h = fields;                                                                          \
    const WEIGHT *w = row;                                                                      \
    for (ptrdiff_t j = 0; j < count; j += 1)                                                    \
      h[j] = (FIELD)((uint32_t)h[j] + (uint32_t)factor * (uint32_t)w[j]);                       \
  }                                                                                             \
  static ptrdiff_t collect_##PAIR(                                                              \
      const void *fields, const void *signs, ptrdiff_t count, int32_t bound, int32_t *bits) {   \
    const FIELD *h = fields, *s = signs;                                                        \
    ptrdiff_t found = 0;                                                                        \
    for (ptrdiff_t j = 0; j < count; j += 1)                                                    \
      if (h[j] * s[j] <= bound) bits[found++] = (int32_t)j;                                     \
    return found;                                                                               \
  }                                                                                             \
  static ptrdiff_t add_row_and_collect_##PAIR(                                                  \
      void *fields, const void *signs, const void *row, ptrdiff_t count, int32_t factor,        \
      int32_t bound, int32_t *bits) {                                                           \
    add_row_##PAIR(fields, row, count, factor);                                                 \
    return collect_##PAIR(fields, signs, count, bound, bits);                                   \
  }                                                                                             \
  static ptrdiff_t next_accepted_##PAIR(                                                        \
      const void *fields, const void *signs, ptrdiff_t count, ptrdiff_t from,                   \
      anneal_sweep *sweep) {                                                                    \
    const FIELD *h = fields, *s = signs;                                                        \
    for (ptrdiff_t j = from; j < count; j += 1) {                                               \
      if (j % 32 == 0) {                                                                        \
        sweep->refused_ties = 0;                                                                \
        for (int k = 0; k < 32; k += 1) {                                                       \
          int coin;                                                                             \
          sweep->thresholds[k] = accepted_energy(                                               \
              &sweep->random, k % 16, sweep->temperature, CEILING, &coin);                      \
          if (coin == 0 && sweep->may_refuse_ties) sweep->refused_ties |= 1u << k;              \
        }                                                                                       \
      }                                                                                         \
      FIELD change = (FIELD)(h[j] * s[j]);                                                      \
      if (change == 0 && sweep->refused_ties >> j % 32 & 1) continue;                           \
      if (change <= sweep->thresholds[j % 32]) return j;                                        \
    }                                                                                           \
    return count;                                                                               \
  }                                                                                             \
  static const anneal_dense_kernels kernels_##PAIR = {                                          \
      add_row_##PAIR, collect_##PAIR, add_row_and_collect_##PAIR, next_accepted_##PAIR};

#define BUNDLE(PAIR, FIELD, CEILING)                                                            \
  static void save_##PAIR(anneal_bundle *bundle) {                                              \
    if (bundle->unsaved_lane < 0) return;                                                       \
    const FIELD *s = (const FIELD *)bundle->signs + bundle->unsaved_lane;                       \
    for (ptrdiff_t i = 0; i < bundle->count; i += 1) bundle->best_bits[i] = s[16 * i] < 0;      \
    bundle->unsaved_lane = -1;                                                                  \
  }                                                                                             \
  static void flip_##PAIR(anneal_bundle *bundle, ptrdiff_t i, int lane) {                       \
    FIELD *h = bundle->fields, *s = bundle->signs;                                              \
    for (int64_t entry = bundle->starts[i]; entry < bundle->starts[i + 1]; entry += 1)          \
      h[16 * (ptrdiff_t)bundle->columns[entry] + lane] +=                                       \
          (FIELD)(s[16 * i + lane] * bundle->weights[entry]);                                   \
    bundle->energies[lane] += h[16 * i + lane] * s[16 * i + lane];                              \
    s[16 * i + lane] = -s[16 * i + lane];                                                       \
    bundle->flips += 1;                                                                         \
  }                                                                                             \
  static void sweep_bundle_##PAIR(anneal_bundle *bundle) {                                      \
    FIELD *h = bundle->fields, *s = bundle->signs;                                              \
    for (ptrdiff_t i = 0; i < bundle->count; i += 1) {                                          \
      uint32_t flips = 0;                                                                       \
      for (int lane = 0; lane < 16; lane += 1) {                                                \
        int coin;                                                                               \
        int32_t limit = accepted_energy(                                                        \
            &bundle->random, lane, bundle->temperatures[lane], CEILING, &coin);                 \
        int32_t change = h[16 * i + lane] * s[16 * i + lane];                                   \
        if (change == 0 && coin == 0 && bundle->may_refuse_ties) continue;                      \
        if (change <= limit) flips |= 1u << lane;                                               \
      }                                                                                         \
      if (bundle->unsaved_lane >= 0 && flips >> bundle->unsaved_lane & 1) save_##PAIR(bundle);  \
      for (int lane = 0; lane < 16; lane += 1)                                                  \
        if (flips >> lane & 1) flip_##PAIR(bundle, i, lane);                                    \
      for (int lane = 0; lane < 16; lane += 1) {                                                \
        if (bundle->energies[lane] >= bundle->best_energy) continue;                            \
        bundle->best_energy = bundle->energies[lane];                                           \
        bundle->unsaved_lane = lane;                                                            \
      }                                                                                         \
    }                                                                                           \
    for (ptrdiff_t i = bundle->count; i % anneal_bits_ahead != 0; i += 1)                       \
      for (int lane = 0; lane < 16; lane += 1) next_random(&bundle->random, lane);              \
  }

DENSE(int8_into_int16, int8_t, int16_t, 32766.0f)
DENSE(int16_into_int16, int16_t, int16_t, 32766.0f)
DENSE(int8_into_int32, int8_t, int32_t, 1073741824.0f)
DENSE(int16_into_int32, int16_t, int32_t, 1073741824.0f)
DENSE(int32_into_int32, int32_t, int32_t, 1073741824.0f)
BUNDLE(int16, int16_t, 32766.0f)
BUNDLE(int32, int32_t, 1073741824.0f)

static ptrdiff_t accepted(
    const int32_t *energies, ptrdiff_t count, int32_t offset, anneal_sweep *sweep,
    int32_t *positions) {
  ptrdiff_t found = 0;
  for (ptrdiff_t p = 0; p < (count + 15) / 16 * 16; p += 1) {
    int coin;
    int32_t limit = accepted_energy(
        &sweep->random, (int)(p % 16), sweep->temperature, 1073741824.0f, &coin);
    if (energies[p] - offset <= limit) positions[found++] = (int32_t)p;
  }
  return found;
}

const anneal_kernels anneal_kernels_scalar = {
    "scalar",         kernels_int8_into_int16,  kernels_int16_into_int16, kernels_int8_into_int32,
    kernels_int16_into_int32, kernels_int32_into_int32, accepted, sweep_bundle_int16,
    sweep_bundle_int32,       save_int16,               save_int32};
