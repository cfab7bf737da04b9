/* What probes share: an attempt that is not refused as it should be is named, and VERDICT is then 1. */
#pragma once
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
static int findings;
static void found(const char *what, const char *detail) {
  printf("%s %s (errno %d)\n", what, detail, errno);
  fflush(stdout);
  findings++;
}
/* The call fails, and with just this error: one that fails for a mistake in the probe would show nothing. */
#define REFUSED(call, error) \
  do { errno = 0; if ((long)(call) != -1 || errno != (error)) found(#call, ""); } while (0)
#define MUST(condition) \
  do { errno = 0; if (!(condition)) found(#condition, ""); } while (0)
#define VERDICT (findings > 0)
