/* Loaded before libc (LD_PRELOAD): at the n-th call that changes a file below one folder, the process dies, or the disk
 * answers with an error. The file system itself stays whole; what it is made of is the business of disks.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { SYNC = 1, WRITE = 2, NAME = 4 };                        /* which calls count */
enum { NOTHING = 0, DIE_BEFORE = 1, DIE_TORN = 2, DIE_AFTER = 3, FAIL = 4 }; /* what happens */

static char folder[4096];
static int calls, first, last, action, error;
static int counted;

/* The calls number `at` to `until` of the kinds in `kinds`, counted from now, meet `what`; FAIL with the errno `with`. */
void failing_arm(const char *below, int kinds, int at, int until, int what, int with) {
    strncpy(folder, below, sizeof folder - 1);
    calls = 0; /* nothing counts while the rest is set */
    first = at, last = until, action = what, error = with, counted = 0;
    calls = kinds;
}

int failing_counted(void) { return counted; }

static int below_path(const char *path) { return strncmp(path, folder, strlen(folder)) == 0; }

static int below(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below_path(path);
}

/* What is to happen at this call. */
static int turn(void) {
    int number = __atomic_add_fetch(&counted, 1, __ATOMIC_SEQ_CST);
    return number >= first && number <= last ? action : NOTHING;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define DIE() kill(getpid(), SIGKILL)
#define AROUND(kind, mine, call, torn)                                  \
    if (!(calls & (kind)) || !(mine)) return call;                      \
    int what = turn();                                              \
    if (what == DIE_BEFORE) DIE();                                      \
    if (what == DIE_TORN) { torn; DIE(); }                              \
    if (what == FAIL) { errno = error; return -1; }                     \
    __typeof__(call) said = call;                                       \
    if (what == DIE_AFTER) DIE();                                       \
    return said;

int fsync(int fd) { AROUND(SYNC, below(fd), REAL(fsync)(fd), (void)0) }
int fdatasync(int fd) { AROUND(SYNC, below(fd), REAL(fdatasync)(fd), (void)0) }
ssize_t write(int fd, const void *data, size_t size) {
    AROUND(WRITE, below(fd), REAL(write)(fd, data, size), REAL(write)(fd, data, size / 2))
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    AROUND(WRITE, below(fd), REAL(pwrite64)(fd, data, size, at), REAL(pwrite64)(fd, data, size / 2, at))
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }
int ftruncate64(int fd, off64_t size) { AROUND(WRITE, below(fd), REAL(ftruncate64)(fd, size), (void)0) }
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
int unlink(const char *path) { AROUND(NAME, below_path(path), REAL(unlink)(path), (void)0) }
int rename(const char *from, const char *to) { AROUND(NAME, below_path(to), REAL(rename)(from, to), (void)0) }
