/* What the launcher's parts share; the theory of operation stands in launcher.c. */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FRAME_MAX = 1 << 20, WORDS_MAX = 8192, JOINS_MAX = 8 };

/* One request: u32 length in the machine's byte order, then NUL-terminated key=value tokens, in a fixed order. */
struct frame {
  uint32_t length, at;
  char bytes[FRAME_MAX + 1];
};

/* The cgroups of the next run. */
struct groups {
  size_t joined;
  int joins[JOINS_MAX], into; /* v1: the `tasks` files; v2: the group's directory, or -1 */
  int cpu;                    /* cpuacct.usage or cpu.stat */
};

/* What a launcher knows, and its children inherit: the only global state. */
extern struct slot {
  uid_t uid;
  int channel;    /* to the launcher in its children, -1 in itself */
  int host;       /* detached copy of the host's mounts: the way to cgroup files */
  int outputs[2]; /* read ends of the last run's stdout and stderr, until the next run */
  struct groups groups;
  struct sock_fprog filter;
  struct frame frame;
} slot;

enum limit { CPU, WALL, CPUS, FILE_SIZE, OPEN_FILES, STACK, TMP_SIZE, TMP_INODES, LIMITS };

/* One run, as asked for; strings in the frame, limits in bytes and nanoseconds. */
struct order {
  uint64_t limits[LIMITS];
  const char *id, *work, *input;
  bool writable;
  char *argv[WORDS_MAX + 1], *envp[WORDS_MAX + 1];
};

/* What the stub and the program-to-be tell the launcher: one packet each. */
struct message {
  enum kind { STARTED, ENDED, FAILED } kind;
  int status, error;   /* ENDED: as from wait(2); FAILED: errno */
  const char *step;    /* FAILED: what was tried; the same address in launcher and children */
  int64_t at;          /* CLOCK_MONOTONIC, in nanoseconds */
};

/* A run on its way. `channel` is the launcher's end, `back` the children's. */
struct run {
  const struct order *order;
  int stdio[3], channel, back, stub, listener;
  bool started, over;
  int64_t cloned, start, killed, cpu_before;
  const char *reason; /* why it was killed, or NULL */
  int syscall;        /* the refused call, or -1 */
  struct message result;
  struct rusage usage; /* of everything that was reaped */
};

int64_t now(void); /* launcher.c, and what follows */
bool frame_read(struct frame *frame);
char *frame_take(struct frame *frame, const char *key);
char *frame_need(struct frame *frame, const char *key);
noreturn void give_up(int error, const char *step);
int checked(int result, const char *step);
int open_beneath(int directory, const char *path, int flags);

void rootfs_build(void);                                 /* rootfs.c: what programs see */
void run_program(const struct order *order);             /* run.c: from order to report */
noreturn void stub_main(const struct run *run);          /* child.c: the two processes of a run, */
void tell(const struct message *message, int passed);    /* and their words to the launcher */
