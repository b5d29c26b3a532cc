/* A library with one operator that ONNX Runtime does not have: test.ops.Doubled, which gives twice its input. */
#include "onnxruntime_c_api.h"

static const OrtApi *api;

static void *ORT_API_CALL create(const OrtCustomOp *op, const OrtApi *a, const OrtKernelInfo *info) { return (void *)op; }
static const char *ORT_API_CALL name(const OrtCustomOp *op) { return "Doubled"; }
static const char *ORT_API_CALL provider(const OrtCustomOp *op) { return "CPUExecutionProvider"; }
static size_t ORT_API_CALL one(const OrtCustomOp *op) { return 1; }
static void ORT_API_CALL destroy(void *kernel) {}

static ONNXTensorElementDataType ORT_API_CALL type(const OrtCustomOp *op, size_t index) {
  return ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT;
}

static OrtCustomOpInputOutputCharacteristic ORT_API_CALL required(const OrtCustomOp *op, size_t index) {
  return INPUT_OUTPUT_REQUIRED;
}

static void ORT_API_CALL compute(void *kernel, OrtKernelContext *context) {
  const OrtValue *input;
  OrtValue *output;
  OrtTensorTypeAndShapeInfo *info;
  size_t rank, count;
  int64_t sizes[8];
  float *from, *to;
  api->KernelContext_GetInput(context, 0, &input);
  api->GetTensorTypeAndShape(input, &info);
  api->GetDimensionsCount(info, &rank);
  api->GetDimensions(info, sizes, rank);
  api->GetTensorShapeElementCount(info, &count);
  api->ReleaseTensorTypeAndShapeInfo(info);
  api->KernelContext_GetOutput(context, 0, sizes, rank, &output);
  api->GetTensorMutableData((OrtValue *)input, (void **)&from);
  api->GetTensorMutableData(output, (void **)&to);
  for (size_t i = 0; i < count; i++) {
    to[i] = 2 * from[i];
  }
}

static OrtCustomOp doubled;

__attribute__((visibility("default"))) OrtStatus *ORT_API_CALL RegisterCustomOps(OrtSessionOptions *options, const OrtApiBase *base) {
  OrtCustomOpDomain *domain;
  OrtStatus *status;
  api = base->GetApi(ORT_API_VERSION);
  doubled.version = 8;
  doubled.CreateKernel = create;
  doubled.GetName = name;
  doubled.GetExecutionProviderType = provider;
  doubled.GetInputType = type;
  doubled.GetInputTypeCount = one;
  doubled.GetOutputType = type;
  doubled.GetOutputTypeCount = one;
  doubled.KernelCompute = compute;
  doubled.KernelDestroy = destroy;
  doubled.GetInputCharacteristic = required;
  doubled.GetOutputCharacteristic = required;
  status = api->CreateCustomOpDomain("test.ops", &domain);
  if (!status) status = api->CustomOpDomain_Add(domain, &doubled);
  if (!status) status = api->AddCustomOpDomain(options, domain);
  return status;
}
