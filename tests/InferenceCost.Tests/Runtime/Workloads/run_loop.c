/* The same loop that a workload makes, from C: what .NET costs per call is the difference. */
#include <stdint.h>
#include <time.h>

typedef void *(*run_with_binding)(void *session, const void *run_options, const void *binding);

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Nanoseconds for all calls together; -1 where a call failed. */
int64_t run_loop(run_with_binding run, void *session, const void *run_options, const void *binding, int calls) {
    int64_t start = now();
    for (int i = 0; i < calls; i++) {
        if (run(session, run_options, binding) != 0) return -1;
    }
    return now() - start;
}
