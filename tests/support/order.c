/* Notes in which order a process writes to the database's log, has it put on disk, and speaks to others. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <fcntl.h>

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static void note(const char *line) {
    static int file = -1;
    if (file < 0) {
        const char *path = getenv("ORDER_FILE");
        if (!path) return;
        file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    }
    if (file >= 0) syscall(SYS_write, file, line, strlen(line));
}

static int path_of(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

static int is_log(int fd) {
    char path[512];
    return path_of(fd, path, sizeof path) && strlen(path) > 4 && !strcmp(path + strlen(path) - 4, "-wal");
}

/* The numbers of the updates that stand in a page: the row of an update is "telegram" and its number. */
static void written(const char *call, int fd, const char *data, size_t length) {
    char line[4096], *end = line;
    if (!is_log(fd)) return;
    end += snprintf(end, 64, "%s log", call);
    for (const char *at = data; (at = memmem(at, data + length - at, "telegram7", 9)); at += 9) {
        if (at + 13 > data + length || end > line + sizeof line - 16) break;
        end += snprintf(end, 16, " %.5s", at + 8);
    }
    strcpy(end, "\n");
    note(line);
}

static void said(const char *call, int fd, const char *data, size_t length) {
    char path[512], line[256];
    if (length < 12 || !path_of(fd, path, sizeof path) || strncmp(path, "socket:", 7)) return;
    if (memcmp(data, "GET ", 4) && memcmp(data, "POST ", 5) && memcmp(data, "HTTP/", 5)) return;
    int shown = length < 160 ? (int)length : 160;
    const char *stop = memchr(data, '\r', shown);
    snprintf(line, sizeof line, "%s socket %.*s\n", call, stop ? (int)(stop - data) : shown, data);
    note(line);
}

#define SYNC(name) int name(int fd) { \
    REAL(name); \
    int log = is_log(fd); \
    if (log) note(#name " log begins\n"); \
    int result = real(fd); \
    if (log && !result) note(#name " log done\n"); \
    return result; }
SYNC(fsync)
SYNC(fdatasync)

#define PWRITE(name, offset_type) ssize_t name(int fd, const void *data, size_t length, offset_type offset) { \
    REAL(name); \
    ssize_t result = real(fd, data, length, offset); \
    written(#name, fd, data, length); \
    return result; }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    said("write", fd, data, length);
    ssize_t result = real(fd, data, length);
    written("write", fd, data, length);
    return result;
}

ssize_t send(int fd, const void *data, size_t length, int flags) {
    REAL(send);
    said("send", fd, data, length);
    return real(fd, data, length, flags);
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *to, socklen_t size) {
    REAL(sendto);
    said("sendto", fd, data, length);
    return real(fd, data, length, flags, to, size);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    REAL(sendmsg);
    if (message->msg_iovlen) said("sendmsg", fd, message->msg_iov[0].iov_base, message->msg_iov[0].iov_len);
    return real(fd, message, flags);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    REAL(writev);
    if (count) said("writev", fd, parts[0].iov_base, parts[0].iov_len);
    return real(fd, parts, count);
}
