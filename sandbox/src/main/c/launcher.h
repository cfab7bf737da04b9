/* What the launcher's parts share; the theory of operation stands in launcher.c. */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FRAME_MAX = 1 << 20, WORDS_MAX = 8192, FILES_MAX = 12, RUNS = 4 };

/* One request: u32 length in the machine's byte order, then NUL-terminated key=value tokens, in a fixed order. */
struct frame {
  uint32_t length, at;
  char bytes[FRAME_MAX + 1];
};

/* Files of the slot's control groups, open. */
struct files {
  size_t count;
  int at[FILES_MAX];
};

struct groups {
  struct files joins;    /* v1: the `tasks` files of the program's groups */
  struct files measures; /* what is read at a run's end */
  struct files resets;   /* v1: what 0 is written to after it */
  int into, cpu;         /* v2: the group's directory, or -1; cpuacct.usage or cpu.stat */
};

enum limit { CPU, WALL, CPUS, FILE_SIZE, OPEN_FILES, STACK, TMP_SIZE, TMP_INODES, PROCESSES, MEMORY, LIMITS };
enum { RESOURCES = 6, RESOURCES_AS_ROOT = 4 }; /* rlimits of a program; as root, groups do the rest */

/* One run, as asked for; strings in the frame, limits in bytes and nanoseconds. */
struct order {
  uint64_t limits[LIMITS];
  bool sealed; /* a fresh /box can be read only */
  const char *id, *work, *input, *pipe; /* the input is a file, a pipe that the JVM has, or neither */
  const char *output; /* of a conversation: the pipe for stdout, or NULL */
  char *argv[WORDS_MAX + 1], *envp[WORDS_MAX + 1];
};

/*
 * A run and its two processes. There are some of these: while one run is under way, the kernel is still taking down the
 * namespaces of those before it.
 */
struct run {
  int stdio[3], reads[2]; /* the program's ends; ours of stdout and stderr */
  int stub;               /* pidfds: -1 when there is none; */
  _Atomic int program;    /* the kernel writes it when it is there */
  _Atomic int listener;           /* seccomp's */
  bool prepared;
  _Atomic uint32_t spawn, go, ended, release; /* futexes: each is set once */
  _Atomic(const char *) failed;               /* the step that failed, with its errno: */
  int error;
  _Atomic int64_t start, end; /* CLOCK_MONOTONIC, nanoseconds: just before execve, and when it was reaped */
  int status;                 /* as from wait(2) */
  struct rusage usage;        /* of everything that was reaped */
  struct rlimit limits[RESOURCES]; /* of CPU, FSIZE, STACK and NOFILE; NPROC and DATA */
  _Atomic int processes, segments; /* rootless: the run's /proc; its System V shared memory */
  int64_t ordered, killed, cpu_before, cpu_seen;
  int64_t cpu_late; /* CPU time when the wall clock had a second left, */
  bool late;        /* which it has, or less */
  const char *reason; /* why it was killed, or NULL */
  int syscall;        /* the refused call, or -1 */
  _Alignas(16) char stacks[2][1 << 14]; /* the stub's, the program's */
};

/* What a launcher knows: the only global state. */
extern struct slot {
  uid_t uid, owner; /* the programs'; whose their files are here: without root, 0 is all there is */
  bool rootless;
  char map[32];     /* the programs' uid and gid in a namespace of their own */
  size_t map_length;
  unsigned long cpus[16]; /* of programs: all, for their cpuset says more; without root, what the order says */
  int self, bell;  /* pidfd of the launcher; eventfd: the stub has something to say */
  int home, inner; /* mount namespaces: the host's mounts; what programs see */
  int host, work;  /* directories at home: / and the one with work directories */
  int sockets;     /* the network namespace's /proc/net/unix */
  int outputs[2];  /* read ends of the last run's stdout and stderr, until the next run */
  struct groups groups;
  struct sock_fprog filter;
  struct frame frame;
  struct order order;
  struct run runs[RUNS];
} slot;

extern struct run *run; /* the one that is prepared or under way */

int64_t now(void); /* launcher.c, and what follows */
bool frame_read(struct frame *frame);
char *frame_take(struct frame *frame, const char *key);
char *frame_need(struct frame *frame, const char *key);
noreturn void give_up(int error, const char *step);
int checked(int result, const char *step);
int open_beneath(int directory, const char *path, int flags);

void rootfs_build(void); /* rootfs.c: what programs see, */
bool rootfs_fits(const struct order *order);   /* whether it is as the order wants it, */
void rootfs_fit(const struct order *order);    /* and making it so */
void rootfs_box(uint64_t size, uint64_t inodes);
void rootfs_seal(void);
void rootfs_rest(void);
uint64_t rootfs_used(void); /* bytes in what a run can write */
void network_renew(void); /* launcher.c */

void rootless_begin(void); /* rootless.c: a user namespace to be root in; CPUs; what groups would tell */
void rootless_cpus(struct frame *frame);
int64_t rootless_cpu_time(void);
uint64_t rootless_memory(void);

void run_order(void);   /* run.c: from order to report; prepares the next run; */
void run_discard(void); /* ends what is prepared, and waits for what has ended */

void stub_start(void); /* child.c: the two processes of a run */
void set(_Atomic uint32_t *futex);
