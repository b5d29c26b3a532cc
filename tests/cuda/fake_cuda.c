/* A CUDA device that computes nothing but products of matrices, for tests only: what can be said of a CUDA provider without such a device.
 *
 * Its memory is the host's. Work is queued and done in order by a thread of its own, which rests before each piece, so that who does not
 * wait reads too soon. Kernels of ONNX Runtime are code for a device and are left out: only models of matrix products have right answers.
 * make.sh builds it four times: as the runtime (RUNTIME), as cuBLAS (BLAS), as the driver (DRIVER) and as its management library (MANAGEMENT), and
 * adds what nothing is expected of. Signatures: the reference pages of CUDA 13, cuBLAS and NVML. */
#define _GNU_SOURCE
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum kind { COPY, FILL, PRODUCT, KERNEL };

struct work {
    enum kind kind;
    void *to;
    const void *from;
    size_t bytes;
    int value;
    struct product { int transpose_a, transpose_b, m, n, k, lda, ldb, ldc, count; long long stride_a, stride_b, stride_c; float alpha, beta; } product;
    const float *a, *b;
};

void fake_cuda_do(void *stream, struct work work);
void fake_cuda_wait(void);
void fake_cuda_later(void *to, const void *from, size_t bytes);
size_t fake_cuda_used(void);
unsigned long long fake_cuda_pieces(void);

/* A replay counts for some pieces of work more, so that tests see it in the energy. */
enum { DEVICE_GIGABYTES = 8, REPLAY_PIECES = 5, OUT_OF_MEMORY = 2 };

#ifdef RUNTIME
enum { REST_MICROSECONDS = 200 };

struct graph { struct work *work; size_t count; };
struct stream { struct graph *capturing; };

static struct stream default_stream;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct work *queue;
static size_t queued, done, room;
static struct work late[64];
static size_t late_count;
static _Atomic size_t used;
static _Atomic unsigned long long pieces;

size_t fake_cuda_used(void) { return used; }
unsigned long long fake_cuda_pieces(void) { return pieces; }

static void multiply(const struct work *work) {
    const struct product *p = &work->product;
    for (int batch = 0; batch < p->count; batch++) {
        const float *a = work->a + batch * p->stride_a, *b = work->b + batch * p->stride_b;
        float *c = (float *)work->to + batch * p->stride_c;
        for (int column = 0; column < p->n; column++) {
            for (int row = 0; row < p->m; row++) {
                float sum = 0;
                for (int i = 0; i < p->k; i++) {
                    sum += (p->transpose_a ? a[row * (long)p->lda + i] : a[i * (long)p->lda + row]) * (p->transpose_b ? b[i * (long)p->ldb + column] : b[column * (long)p->ldb + i]);
                }

                float *cell = &c[column * (long)p->ldc + row];
                *cell = p->alpha * sum + (p->beta == 0 ? 0 : p->beta * *cell);
            }
        }
    }
}

static void *device(void *nothing) {
    (void)nothing;
    for (;;) {
        pthread_mutex_lock(&lock);
        while (done == queued) {
            pthread_cond_wait(&changed, &lock);
        }

        struct work work = queue[done];
        pthread_mutex_unlock(&lock);
        switch (work.kind) {
            case COPY: memmove(work.to, work.from, work.bytes); break;
            case FILL: memset(work.to, work.value, work.bytes); break;
            case PRODUCT: usleep(REST_MICROSECONDS); multiply(&work); break;
            case KERNEL: usleep(REST_MICROSECONDS); break;
        }

        pthread_mutex_lock(&lock);
        pieces++;
        if (++done == queued) {
            done = queued = 0;
        }

        pthread_cond_broadcast(&changed);
        pthread_mutex_unlock(&lock);
    }

    return NULL;
}

void fake_cuda_wait(void) {
    pthread_mutex_lock(&lock);
    while (done != queued) {
        pthread_cond_wait(&changed, &lock);
    }

    for (size_t i = 0; i < late_count; i++) {
        memcpy(late[i].to, late[i].from, late[i].bytes);
        free((void *)late[i].from);
    }

    late_count = 0;
    pthread_mutex_unlock(&lock);
}

/* A plain copy to a device has taken the bytes when it returns; they may arrive after work that was queued later. */
void fake_cuda_later(void *to, const void *from, size_t bytes) {
    if (late_count == sizeof late / sizeof *late) {
        fake_cuda_wait();
    }

    pthread_mutex_lock(&lock);
    late[late_count++] = (struct work){.to = to, .from = memcpy(malloc(bytes), from, bytes), .bytes = bytes};
    pthread_mutex_unlock(&lock);
}

void fake_cuda_do(void *on, struct work work) {
    struct stream *stream = on == NULL ? &default_stream : on;
    if (stream->capturing != NULL) {
        struct graph *graph = stream->capturing;
        graph->work = realloc(graph->work, (graph->count + 1) * sizeof work);
        graph->work[graph->count++] = work;
        return;
    }

    static int started;
    pthread_mutex_lock(&lock);
    if (!started) {
        pthread_t thread;
        started = pthread_create(&thread, NULL, device, NULL) == 0;
    }

    if (queued == room) {
        queue = realloc(queue, (room = room * 2 + 64) * sizeof work);
    }

    queue[queued++] = work;
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

int cudaStreamCreateWithFlags(void **stream, unsigned flags) { (void)flags; *stream = calloc(1, sizeof(struct stream)); return 0; }
int cudaStreamCreate(void **stream) { return cudaStreamCreateWithFlags(stream, 0); }
int cudaStreamDestroy(void *stream) { fake_cuda_wait(); free(stream); return 0; }
int cudaStreamSynchronize(void *stream) { (void)stream; fake_cuda_wait(); return 0; }
int cudaDeviceSynchronize(void) { fake_cuda_wait(); return 0; }
int cudaStreamIsCapturing(struct stream *stream, int *status) { *status = stream != NULL && stream->capturing != NULL; return 0; }
int cudaStreamBeginCapture(struct stream *stream, int mode) { (void)mode; stream->capturing = calloc(1, sizeof(struct graph)); return 0; }
int cudaStreamEndCapture(struct stream *stream, void **graph) { *graph = stream->capturing; stream->capturing = NULL; return 0; }
int cudaGraphInstantiate(void **executable, void *graph, unsigned long long flags) { (void)flags; *executable = graph; return 0; }
int cudaGraphLaunch(struct graph *graph, void *stream) {
    pieces += REPLAY_PIECES;
    for (size_t i = 0; i < graph->count; i++) {
        fake_cuda_do(stream, graph->work[i]);
    }

    return 0;
}

int cudaEventCreate(void **event) { *event = malloc(1); return 0; }
int cudaEventCreateWithFlags(void **event, unsigned flags) { (void)flags; return cudaEventCreate(event); }
int cudaEventDestroy(void *event) { free(event); return 0; }
int cudaEventSynchronize(void *event) { (void)event; fake_cuda_wait(); return 0; }

int cudaMalloc(void **memory, size_t bytes) { *memory = aligned_alloc(256, (bytes + 255) / 256 * 256); used += malloc_usable_size(*memory); return *memory == NULL ? OUT_OF_MEMORY : 0; }
int cudaMallocHost(void **memory, size_t bytes) { return cudaMalloc(memory, bytes); }
int cudaHostAlloc(void **memory, size_t bytes, unsigned flags) { (void)flags; return cudaMalloc(memory, bytes); }
int cudaFree(void *memory) { fake_cuda_wait(); used -= malloc_usable_size(memory); free(memory); return 0; }
int cudaFreeHost(void *memory) { return cudaFree(memory); }
int cudaMemGetInfo(size_t *available, size_t *total) { *total = (size_t)DEVICE_GIGABYTES << 30; *available = *total - used; return 0; }
int cudaMemcpyAsync(void *to, const void *from, size_t bytes, int direction, void *stream) {
    (void)direction;
    fake_cuda_do(stream, (struct work){.kind = COPY, .to = to, .from = from, .bytes = bytes});
    return 0;
}

int cudaMemcpy(void *to, const void *from, size_t bytes, int direction) { cudaMemcpyAsync(to, from, bytes, direction, NULL); fake_cuda_wait(); return 0; }
int cudaMemsetAsync(void *to, int value, size_t bytes, void *stream) {
    fake_cuda_do(stream, (struct work){.kind = FILL, .to = to, .value = value, .bytes = bytes});
    return 0;
}

int cudaMemset(void *to, int value, size_t bytes) { cudaMemsetAsync(to, value, bytes, NULL); fake_cuda_wait(); return 0; }

struct size3 { unsigned x, y, z; };
static __thread struct { struct size3 grid, block; size_t shared; void *stream; } configured;
unsigned __cudaPushCallConfiguration(struct size3 grid, struct size3 block, size_t shared, void *stream) {
    configured.grid = grid, configured.block = block, configured.shared = shared, configured.stream = stream;
    return 0;
}

int __cudaPopCallConfiguration(struct size3 *grid, struct size3 *block, size_t *shared, void *stream) {
    *grid = configured.grid, *block = configured.block, *shared = configured.shared, *(void **)stream = configured.stream;
    return 0;
}

int cudaLaunchKernel(const void *kernel, struct size3 grid, struct size3 block, void **arguments, size_t shared, void *stream) {
    (void)kernel, (void)grid, (void)block, (void)arguments, (void)shared;
    fake_cuda_do(stream, (struct work){.kind = KERNEL});
    return 0;
}

int __cudaLaunchKernel(const void *kernel, struct size3 grid, struct size3 block, void **arguments, size_t shared, void *stream) {
    return cudaLaunchKernel(kernel, grid, block, arguments, shared, stream);
}

int cudaGetDeviceCount(int *count) { *count = 1; return 0; }
int cudaGetDevice(int *device) { *device = 0; return 0; }
int cudaRuntimeGetVersion(int *version) { *version = 13000; return 0; }
int cudaDriverGetVersion(int *version) { *version = 13000; return 0; }
int cudaDeviceGetAttribute(int *value, int attribute, int device) {
    (void)device;
    *value = attribute == 75 ? 9 : attribute == 76 ? 0 : 1024; /* The compute capability is 9.0. */
    return 0;
}

int cudaGetDeviceProperties(char *properties, int device) {
    (void)device;
    memset(properties, 0, 1008);
    strcpy(properties, "Fake CUDA device");
    *(size_t *)(properties + 288) = (size_t)DEVICE_GIGABYTES << 30; /* totalGlobalMem */
    *(size_t *)(properties + 296) = 48 << 10;        /* sharedMemPerBlock */
    *(int *)(properties + 304) = 65536;              /* regsPerBlock */
    *(int *)(properties + 308) = 32;                 /* warpSize */
    *(int *)(properties + 320) = 1024;               /* maxThreadsPerBlock */
    *(int *)(properties + 360) = 9;                  /* major */
    return 0;
}

int cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *blocks) { *blocks = 1; return 0; }
const char *cudaGetErrorName(int error) { (void)error; return "error of the fake device"; }
const char *cudaGetErrorString(int error) { (void)error; return "error of the fake device"; }
void **__cudaRegisterFatBinary(void *code) { (void)code; static void *handle; return &handle; }
#endif

#ifdef DRIVER
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return 0; }
int cuDevicePrimaryCtxRetain(void **context, int device) { (void)device; *context = context; return 0; }
static __thread int is_current;
int cuCtxSetCurrent(void *context) { is_current = context != NULL; return 0; }
enum { INVALID_CONTEXT = 201 };
int cuCtxSynchronize(void) {
    if (is_current) {
        fake_cuda_wait();
    }

    return is_current ? 0 : INVALID_CONTEXT;
}

int cuMemcpyHtoD_v2(uint64_t to, const void *from, size_t bytes) {
    if (is_current) {
        fake_cuda_later((void *)to, from, bytes);
    }

    return is_current ? 0 : INVALID_CONTEXT;
}

int cuMemcpyDtoH_v2(void *to, uint64_t from, size_t bytes) {
    if (is_current) {
        memcpy(to, (void *)from, bytes);
    }

    return is_current ? 0 : INVALID_CONTEXT;
}
#endif

#ifdef BLAS
struct handle { void *stream; };

int cublasCreate_v2(struct handle **handle) { *handle = calloc(1, sizeof **handle); return 0; }
int cublasDestroy_v2(struct handle *handle) { free(handle); return 0; }
int cublasSetStream_v2(struct handle *handle, void *stream) { handle->stream = stream; return 0; }
int cublasGetMathMode(struct handle *handle, int *mode) { (void)handle; *mode = 0; return 0; }
int cublasSgemmStridedBatched(struct handle *handle, int transpose_a, int transpose_b, int m, int n, int k, const float *alpha, const float *a, int lda, long long stride_a,
                              const float *b, int ldb, long long stride_b, const float *beta, float *c, int ldc, long long stride_c, int count) {
    fake_cuda_do(handle->stream, (struct work){.kind = PRODUCT, .to = c, .a = a, .b = b, .product = {
        transpose_a, transpose_b, m, n, k, lda, ldb, ldc, count, stride_a, stride_b, stride_c, *alpha, *beta}});
    return 0;
}

int cublasSgemm_v2(struct handle *handle, int transpose_a, int transpose_b, int m, int n, int k, const float *alpha, const float *a, int lda, const float *b, int ldb,
                   const float *beta, float *c, int ldc) {
    return cublasSgemmStridedBatched(handle, transpose_a, transpose_b, m, n, k, alpha, a, lda, 0, b, ldb, 0, beta, c, ldc, 0, 1);
}
#endif

#ifdef MANAGEMENT
/* A device that takes 50 W when idle and a millijoule more for each piece of work. */
enum { IDLE_WATTS = 50, MILLIJOULES_A_PIECE = 1 };

int nvmlInit_v2(void) { return 0; }
int nvmlShutdown(void) { return 0; }
const char *nvmlErrorString(int error) { (void)error; return "error of the fake device"; }
int nvmlDeviceGetCount_v2(unsigned *count) { *count = 1; return 0; }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { (void)index; *device = (void *)1; return 0; }
int nvmlDeviceGetName(void *device, char *name, unsigned room) { (void)device; strncpy(name, "Fake CUDA device", room); return 0; }
int nvmlDeviceGetMemoryInfo_v2(void *device, char *info) {
    (void)device;
    *(uint64_t *)(info + 8) = (uint64_t)DEVICE_GIGABYTES << 30;
    *(uint64_t *)(info + 16) = 0;
    *(uint64_t *)(info + 24) = ((uint64_t)DEVICE_GIGABYTES << 30) - fake_cuda_used();
    *(uint64_t *)(info + 32) = fake_cuda_used();
    return 0;
}

int nvmlDeviceGetTotalEnergyConsumption(void *device, unsigned long long *millijoules) {
    (void)device;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    *millijoules = IDLE_WATTS * (now.tv_sec * 1000ULL + now.tv_nsec / 1000000) + MILLIJOULES_A_PIECE * fake_cuda_pieces();
    return 0;
}

int nvmlDeviceGetPowerUsage(void *device, unsigned *milliwatts) { (void)device; *milliwatts = IDLE_WATTS * 1000; return 0; }
int nvmlDeviceGetClockInfo(void *device, int which, unsigned *megahertz) { (void)device, (void)which; *megahertz = 1000; return 0; }
int nvmlDeviceGetTemperature(void *device, int sensor, unsigned *degrees) { (void)device, (void)sensor; *degrees = 40; return 0; }
int nvmlDeviceGetComputeRunningProcesses_v3(void *device, unsigned *count, char *processes) {
    (void)device;
    unsigned room = *count;
    *count = 1;
    if (room > 0) {
        memset(processes, 0, 24);
        *(unsigned *)processes = getpid();
        *(uint64_t *)(processes + 8) = fake_cuda_used();
    }

    return room > 0 ? 0 : 7; /* NVML_ERROR_INSUFFICIENT_SIZE */
}
#endif
