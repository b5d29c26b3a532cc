/* Lets the managed ONNX Runtime run over a native one that is up to two versions older, for tests only.
 *
 * The managed package asks the native library for the table of functions of its own version (1.32.0 still asks for 31), and an older
 * library has none. Tables only ever grow at their end, so the older table serves as the beginning of the newer one; what comes after it
 * answers "not implemented".
 * Built as libonnxruntime.so beside the older library, which keeps its own name, libonnxruntime.so.1. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "onnxruntime_c_api.h"

/* The first function that each later version added: where the table before it ended. */
static const struct { uint32_t version; size_t bytes; } ends[] = {
    {30, offsetof(OrtApi, SessionOptionsSetEpContextDataReadFunc)},
    {29, offsetof(OrtApi, KernelContext_GetPreallocatedOutput)},
};

static const OrtApiBase *older;
static const OrtApi *older_table;
static OrtApi extended;

static OrtStatusPtr newer_than_library(void) {
    return older_table->CreateStatus(ORT_NOT_IMPLEMENTED, "the native ONNX Runtime is older than this function");
}

static const OrtApi *ORT_API_CALL get_api(uint32_t version) {
    for (size_t i = 0; version > ends[0].version && version <= ORT_API_VERSION && i < sizeof ends / sizeof *ends; i++) {
        older_table = older->GetApi(ends[i].version);
        if (older_table == NULL) {
            continue;
        }

        void **slots = (void **)&extended;
        for (size_t slot = ends[i].bytes / sizeof *slots; slot < sizeof extended / sizeof *slots; slot++) {
            slots[slot] = (void *)newer_than_library;
        }

        memcpy(&extended, older_table, ends[i].bytes);
        return &extended;
    }

    return older->GetApi(version);
}

const OrtApiBase *ORT_API_CALL OrtGetApiBase(void) {
    static OrtApiBase base;
    if (older == NULL) {
        void *library = dlopen("libonnxruntime.so.1", RTLD_NOW | RTLD_LOCAL);
        if (library == NULL) {
            return NULL;
        }

        older = ((const OrtApiBase *(*)(void))dlsym(library, "OrtGetApiBase"))();
        base = *older;
        base.GetApi = get_api;
    }

    return &base;
}
