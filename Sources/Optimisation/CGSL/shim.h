#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_sf_erf.h>

// gsl_qrng_sobol is a variable to Swift, which may not read it from more than one thread.
static inline gsl_qrng *gsl_sobol_alloc(unsigned int dimension) {
  return gsl_qrng_alloc(gsl_qrng_sobol, dimension);
}
