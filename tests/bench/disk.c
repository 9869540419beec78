/* A disk that takes longer to confirm: each synchronisation waits for DISK_MS milliseconds before it is done. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void wait_a_while(void) {
    const char *given = getenv("DISK_MS");
    double ms = given ? atof(given) : 0;
    struct timespec left = {(time_t)(ms / 1000), (long)(ms * 1e6) % 1000000000L};
    nanosleep(&left, NULL);
}

int fsync(int fd) {
    REAL(fsync);
    wait_a_while();
    return real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    wait_a_while();
    return real(fd);
}
