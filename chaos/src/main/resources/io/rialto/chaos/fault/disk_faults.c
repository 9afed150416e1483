/*
 * A disk that stops keeping its promise, or becomes slow: for LD_PRELOAD.
 *
 * Nothing is changed while the file named by RIALTO_DISK_FAULT does not exist. While it does, fsync
 * and fdatasync on files whose path contains RIALTO_DISK_PATH
 *   fail with EIO              if the file is empty or says "fail",
 *   take N milliseconds longer if it says "slow N".
 * The file is read at each call, so it must be moved into place, not written there.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What the file says; 0 if there is none. */
static int read_fault(char *said, size_t size) {
  const char *fault = getenv("RIALTO_DISK_FAULT");
  if (fault == NULL) {
    return 0;
  }
  int file = open(fault, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return 0;
  }
  ssize_t length = read(file, said, size - 1);
  close(file);
  said[length < 0 ? 0 : length] = 0;
  return 1;
}

static int is_concerned(int descriptor) {
  const char *part = getenv("RIALTO_DISK_PATH");
  char link[64];
  char path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (part == NULL || length < 0) {
    return 0;
  }
  path[length] = 0;
  return strstr(path, part) != NULL;
}

static int sync_or_fail(const char *name, int descriptor) {
  char said[64];
  int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
  if (!read_fault(said, sizeof said) || !is_concerned(descriptor)) {
    return real(descriptor);
  }
  long millis;
  if (sscanf(said, "slow %ld", &millis) == 1) {
    struct timespec pause = {millis / 1000, millis % 1000 * 1000000};
    nanosleep(&pause, NULL);
    return real(descriptor);
  }
  errno = EIO;
  return -1;
}

int fsync(int descriptor) { return sync_or_fail("fsync", descriptor); }

int fdatasync(int descriptor) { return sync_or_fail("fdatasync", descriptor); }
