// A library of HiGHS's functions that solves nothing: it tells of one solution, and then does not end,
// nor ask whether it should, until somebody opens the pipe FIFO to write.

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "highs_c_api.h"

struct model {
  HighsCCallbackType callback;
  void* context;
};

const char* Highs_version(void) { return "0.0.0"; }
HighsInt Highs_getSizeofHighsInt(const void* highs) { return sizeof(HighsInt); }
void* Highs_create(void) { return calloc(1, sizeof(struct model)); }
void Highs_destroy(void* highs) { free(highs); }
void Highs_resetGlobalScheduler(const HighsInt blocking) {}
HighsInt Highs_setBoolOptionValue(void* highs, const char* option, const HighsInt value) { return 0; }
HighsInt Highs_setIntOptionValue(void* highs, const char* option, const HighsInt value) { return 0; }
HighsInt Highs_setDoubleOptionValue(void* highs, const char* option, const double value) { return 0; }
HighsInt Highs_setStringOptionValue(void* highs, const char* option, const char* value) { return 0; }
HighsInt Highs_addCol(void* highs, const double cost, const double lower, const double upper,
                      const HighsInt num_new_nz, const HighsInt* index, const double* value) {
  return 0;
}
HighsInt Highs_changeColsCostByRange(void* highs, const HighsInt from_col, const HighsInt to_col,
                                     const double* cost) {
  return 0;
}

HighsInt Highs_passMip(void* highs, const HighsInt num_col, const HighsInt num_row,
                       const HighsInt num_nz, const HighsInt a_format, const HighsInt sense,
                       const double offset, const double* col_cost, const double* col_lower,
                       const double* col_upper, const double* row_lower, const double* row_upper,
                       const HighsInt* a_start, const HighsInt* a_index, const double* a_value,
                       const HighsInt* integrality) {
  return 0;
}

HighsInt Highs_setSolution(void* highs, const double* col_value, const double* row_value,
                           const double* col_dual, const double* row_dual) {
  return 0;
}

HighsInt Highs_setCallback(void* highs, HighsCCallbackType user_callback, void* user_callback_data) {
  struct model* model = highs;
  model->callback = user_callback;
  model->context = user_callback_data;
  return 0;
}

HighsInt Highs_startCallback(void* highs, const HighsInt callback_type) { return 0; }

const void* Highs_getCallbackDataOutItem(const HighsCallbackDataOut* data_out, const char* item_name) {
  if (!strcmp(item_name, "mip_solution")) return data_out->mip_solution;
  if (!strcmp(item_name, "mip_dual_bound")) return &data_out->mip_dual_bound;
  if (!strcmp(item_name, "mip_node_count")) return &data_out->mip_node_count;
  if (!strcmp(item_name, "objective_function_value")) return &data_out->objective_function_value;
  return NULL;
}

HighsInt Highs_run(void* highs) {
  struct model* model = highs;
  double values[] = {1, 0};
  HighsCallbackDataOut output = {
      .objective_function_value = -5, .mip_dual_bound = -7.5, .mip_node_count = 3, .mip_solution = values};
  HighsCallbackDataIn input = {0};
  model->callback(kHighsCallbackMipImprovingSolution, "", &output, &input, model->context);
  close(open(FIFO, O_RDONLY));
  return kHighsStatusWarning;
}

HighsInt Highs_getModelStatus(const void* highs) { return kHighsModelStatusInterrupt; }
HighsInt Highs_getIntInfoValue(const void* highs, const char* info, HighsInt* value) { return -1; }
HighsInt Highs_getInt64InfoValue(const void* highs, const char* info, int64_t* value) { return -1; }
HighsInt Highs_getDoubleInfoValue(const void* highs, const char* info, double* value) { return -1; }

HighsInt Highs_getSolution(const void* highs, double* col_value, double* col_dual, double* row_value,
                           double* row_dual) {
  return -1;
}
