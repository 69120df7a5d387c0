// Makes the file system fail, or the process die, at a chosen operation on files of a chosen folder. Loaded into the command with LD_PRELOAD.
//   FAULT_ROOT  the folder, a full path
//   FAULT_LOG   file to which a line is appended for every operation, its kind
//   FAULT_AT    number of the operation, from 1; 0: none
//   FAULT_DO    kill: the process dies before it
//               torn: the process dies when half of a write is done, before anything else
//               fail: it fails with FAULT_ERRNO, once
//               deny: it and all operations after it fail with FAULT_ERRNO
//               vanish: the folder is renamed to FAULT_ROOT.gone before it
//   FAULT_LOCKS none: locks do nothing, as on some network file systems
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { GO_ON, FAIL, TORN };

static int operations;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_inside(const char *path)
{
    const char *root = getenv("FAULT_ROOT");
    size_t length = root ? strlen(root) : 0;
    return length > 0 && strncmp(path, root, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int is_open_inside(int descriptor)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = '\0';
    return is_inside(path);
}

// Counts the operation and does to the process what is to be done.
static int reach(const char *kind)
{
    int number = __atomic_add_fetch(&operations, 1, __ATOMIC_SEQ_CST);
    const char *log = getenv("FAULT_LOG"), *at = getenv("FAULT_AT"), *what = getenv("FAULT_DO");
    if (log != NULL)
    {
        int file = REAL(open64)(log, O_WRONLY | O_APPEND | O_CREAT, 0644);
        char line[64];
        int length = snprintf(line, sizeof line, "%s\n", kind);
        if (REAL(write)(file, line, (size_t)length) < 0) abort();
        close(file);
    }

    int chosen = at ? atoi(at) : 0;
    if (chosen == 0 || what == NULL || number < chosen) return GO_ON;
    int isDenied = strcmp(what, "deny") == 0;
    if (number > chosen && !isDenied) return GO_ON;
    if (isDenied || strcmp(what, "fail") == 0)
    {
        errno = atoi(getenv("FAULT_ERRNO"));
        return FAIL;
    }

    if (strcmp(what, "vanish") == 0)
    {
        char gone[PATH_MAX];
        snprintf(gone, sizeof gone, "%s.gone", getenv("FAULT_ROOT"));
        REAL(rename)(getenv("FAULT_ROOT"), gone);
        return GO_ON;
    }

    if (strcmp(what, "torn") == 0 && strcmp(kind, "write") == 0) return TORN;
    raise(SIGKILL);
    return GO_ON;
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    if ((flags & O_ACCMODE) != O_RDONLY && is_inside(path) && reach("open") == FAIL) return -1;
    return REAL(open64)(path, flags, mode);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    int what = is_open_inside(file) ? reach("write") : GO_ON;
    if (what == FAIL) return -1;
    if (what == TORN && REAL(write)(file, bytes, count / 2) >= 0) raise(SIGKILL);
    return REAL(write)(file, bytes, count);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset)
{
    int what = is_open_inside(file) ? reach("write") : GO_ON;
    if (what == FAIL) return -1;
    if (what == TORN && REAL(pwrite64)(file, bytes, count / 2, offset) >= 0) raise(SIGKILL);
    return REAL(pwrite64)(file, bytes, count, offset);
}

ssize_t pwritev64(int file, const struct iovec *parts, int count, off64_t offset)
{
    int what = is_open_inside(file) ? reach("write") : GO_ON;
    if (what == FAIL) return -1;
    if (what == TORN && REAL(pwritev64)(file, parts, count > 1 ? count / 2 : 1, offset) >= 0) raise(SIGKILL);
    return REAL(pwritev64)(file, parts, count, offset);
}

int fsync(int file) { return is_open_inside(file) && reach("flush") == FAIL ? -1 : REAL(fsync)(file); }

int ftruncate64(int file, off64_t length) { return is_open_inside(file) && reach("truncate") == FAIL ? -1 : REAL(ftruncate64)(file, length); }

int rename(const char *from, const char *to) { return is_inside(from) && reach("rename") == FAIL ? -1 : REAL(rename)(from, to); }

int link(const char *from, const char *to) { return is_inside(from) && reach("link") == FAIL ? -1 : REAL(link)(from, to); }

int unlink(const char *path) { return is_inside(path) && reach("delete") == FAIL ? -1 : REAL(unlink)(path); }

int mkdir(const char *path, mode_t mode) { return is_inside(path) && reach("folder") == FAIL ? -1 : REAL(mkdir)(path, mode); }

int flock(int file, int operation)
{
    const char *locks = getenv("FAULT_LOCKS");
    return locks != NULL && strcmp(locks, "none") == 0 ? 0 : REAL(flock)(file, operation);
}
