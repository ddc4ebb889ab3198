// The functions of HiGHS that Temper calls, found when the program runs.
//
// The declarations are HiGHS's own (README.md); a call that does not suit them does not compile.

#pragma once

#include <stddef.h>

#include "highs_c_api.h"

// Each function by our name and HiGHS's.
#define CHIGHS_FUNCTIONS(FUNCTION)                            \
  FUNCTION(versionText, Highs_version)                        \
  FUNCTION(create, Highs_create)                              \
  FUNCTION(destroy, Highs_destroy)                            \
  FUNCTION(resetGlobalScheduler, Highs_resetGlobalScheduler)  \
  FUNCTION(setBool, Highs_setBoolOptionValue)                 \
  FUNCTION(setInt, Highs_setIntOptionValue)                   \
  FUNCTION(setDouble, Highs_setDoubleOptionValue)             \
  FUNCTION(setString, Highs_setStringOptionValue)             \
  FUNCTION(passProgram, Highs_passMip)                        \
  FUNCTION(setSolution, Highs_setSolution)                    \
  FUNCTION(setCallback, Highs_setCallback)                    \
  FUNCTION(startCallback, Highs_startCallback)                \
  FUNCTION(callbackItem, Highs_getCallbackDataOutItem)        \
  FUNCTION(addColumn, Highs_addCol)                           \
  FUNCTION(setCosts, Highs_changeColsCostByRange)             \
  FUNCTION(run, Highs_run)                                    \
  FUNCTION(modelStatus, Highs_getModelStatus)                 \
  FUNCTION(intInfo, Highs_getIntInfoValue)                    \
  FUNCTION(longInfo, Highs_getInt64InfoValue)                 \
  FUNCTION(doubleInfo, Highs_getDoubleInfoValue)              \
  FUNCTION(solution, Highs_getSolution)

// A pointer to each, of the type that HiGHS declares.
#define CHIGHS_POINTER(name, function) __typeof__(&function) _Nonnull name;
typedef struct {
  CHIGHS_FUNCTIONS(CHIGHS_POINTER)
} CHiGHSFunctions;
#undef CHIGHS_POINTER

// Loads a library for good. Returns its functions, or NULL with a complaint of so many bytes at most,
// in words; `path` is then the file that was loaded, as far as the loader tells.
const CHiGHSFunctions *_Nullable chighs_load(const char *_Nonnull name, const char *_Nullable *_Nonnull path,
                                             char *_Nonnull complaint, size_t size);

// Between these two, on its thread, a run may be on its way. When the process ends meanwhile, it does
// so without the destructors of what the run still uses: what was written is flushed before.
void chighs_begin_run(void);
void chighs_end_run(void);
