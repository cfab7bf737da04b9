/*
 * The stub (pid 1 of the run's namespaces) and the program until it calls execve. They run in the launcher's memory,
 * on stacks of their own, and share its descriptors: so nothing here may touch errno or any other state of libc's.
 */
#include "launcher.h"

#include <linux/futex.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <poll.h>
#include <sys/wait.h>

#ifndef __x86_64__
#error "only x86-64 so far: the calls below, and the seccomp filter"
#endif

static long call(long number, long a, long b, long c, long d, long e) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = 0;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

static long address(const void *pointer) { return (long)(uintptr_t)pointer; }

static noreturn void leave(int code) {
  for (;;) call(SYS_exit_group, code, 0, 0, 0, 0);
}

/* The first failure stands. */
static long tried(long result, const char *step) {
  if (result >= 0) return result;
  run->error = (int)-result;
  run->failed = step;
  leave(1);
}

static void await(_Atomic uint32_t *futex) {
  while (*futex == 0) call(SYS_futex, address(futex), FUTEX_WAIT_PRIVATE, 0, 0, 0);
}

void set(_Atomic uint32_t *futex) {
  *futex = 1;
  call(SYS_futex, address(futex), FUTEX_WAKE_PRIVATE, 1, 0, 0);
}

/* clone3 with a stack of the child's own, on which it calls `body`. */
static long spawn(uint64_t flags, int into, int *pidfd, char *stack, void (*body)(void)) {
  struct clone_args arguments = {.flags = flags | CLONE_VM | CLONE_FILES | CLONE_PIDFD,
                                 .pidfd = (uintptr_t)pidfd,
                                 .exit_signal = SIGCHLD,
                                 .stack = (uintptr_t)stack,
                                 .stack_size = sizeof run->stacks[0]};
  if (into >= 0) arguments.flags |= CLONE_INTO_CGROUP, arguments.cgroup = (unsigned)into;
  long result;
  __asm__ volatile("syscall\n\ttest %%rax, %%rax\n\tjnz 1f\n\txor %%ebp, %%ebp\n\tcall *%%rbx\n\tud2\n1:"
                   : "=a"(result)
                   : "a"(SYS_clone3), "D"(&arguments), "S"(sizeof arguments), "b"(body)
                   : "rcx", "r11", "memory");
  return result;
}

static const uint64_t one = 1;
static const int POLITE = 10;

/* From the shared table of descriptors to one of the program's own, with nothing in it but its stdio. */
static void take_stdio(const int *stdio) {
  int last = 2;
  for (int i = 0; i < 3; i++)
    if (stdio[i] > last) last = stdio[i];
  tried(call(SYS_close_range, last + 1, ~0U, CLOSE_RANGE_UNSHARE, 0, 0), "close-range");
  for (int i = 0; i < 3; i++) tried(call(SYS_dup2, stdio[i], i, 0, 0, 0), "stdio");
  tried(call(SYS_close_range, 3, ~0U, 0, 0, 0), "close-range");
}

static void write_map(const char *path) {
  long file = tried(call(SYS_open, address(path), O_WRONLY | O_CLOEXEC, 0, 0, 0), "program-map");
  tried(call(SYS_write, file, address(slot.map), (long)slot.map_length, 0, 0), "program-map");
  call(SYS_close, file, 0, 0, 0, 0);
}

/*
 * Without root: what is root here and the user outside is the slot's uid in there, with no rights in here. All its
 * capabilities in there go with execve, which is that of an ordinary user.
 */
static void take_user_namespace(void) {
  const long bits = SECBIT_NOROOT | SECBIT_NOROOT_LOCKED | SECBIT_NO_CAP_AMBIENT_RAISE |
                    SECBIT_NO_CAP_AMBIENT_RAISE_LOCKED;
  tried(call(SYS_unshare, CLONE_NEWUSER, 0, 0, 0, 0), "program-namespace");
  write_map("/proc/self/uid_map");
  write_map("/proc/self/gid_map");
  for (long capability = 0; call(SYS_prctl, PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
    tried(call(SYS_prctl, PR_CAPBSET_DROP, capability, 0, 0, 0), "program-bounding-set");
  tried(call(SYS_prctl, PR_SET_SECUREBITS, bits, 0, 0, 0), "program-securebits");
}

static void program_main(void) {
  static const int resources[] = {RLIMIT_CPU,   RLIMIT_FSIZE, RLIMIT_STACK,
                                  RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_DATA};
  const uint64_t no_signals = 0;
  tried(call(SYS_setpgid, 0, 0, 0, 0, 0), "process-group");
  tried(call(SYS_sched_setaffinity, 0, sizeof slot.cpus, address(slot.cpus), 0, 0), "affinity");
  for (size_t i = 0; i < slot.groups.joins.count; i++)
    tried(call(SYS_write, slot.groups.joins.at[i], address("0"), 1, 0, 0), "cgroup-join");
  tried(call(SYS_unshare, CLONE_NEWCGROUP, 0, 0, 0, 0), "cgroup-namespace");
  if (slot.rootless) take_user_namespace();
  if (slot.rootless) /* who may not go ahead of them can let them stay behind */
    call(SYS_setpriority, PRIO_PROCESS, 0, POLITE, 0, 0);
  else
    tried(call(SYS_setpriority, PRIO_PROCESS, 0, 0, 0, 0), "priority");
  run->listener = (int)tried(call(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER,
                                  address(&slot.filter), 0, 0), "seccomp");
  call(SYS_futex, address(&run->listener), FUTEX_WAKE_PRIVATE, 1, 0, 0);
  if (run->go) call(SYS_write, slot.bell, address(&one), sizeof one, 0, 0); /* the launcher waits without a listener */
  await(&run->go);
  tried(call(SYS_setresgid, slot.uid, slot.uid, slot.uid, 0, 0), "setresgid");
  tried(call(SYS_setresuid, slot.uid, slot.uid, slot.uid, 0, 0), "setresuid");
  take_stdio(run->stdio);
  tried(call(SYS_rt_sigprocmask, SIG_SETMASK, address(&no_signals), 0, sizeof no_signals, 0), "signals");
  tried(call(SYS_chdir, address("/box"), 0, 0, 0, 0), "chdir");
  for (int i = 0; i < (slot.rootless ? RESOURCES : RESOURCES_AS_ROOT); i++)
    tried(call(SYS_prlimit64, 0, resources[i], address(&run->limits[i]), 0, 0), "rlimits");
  run->start = now();
  tried(call(SYS_execve, address(slot.order.argv[0]), address(slot.order.argv), address(slot.order.envp), 0, 0),
        "exec");
}

/* Reaps all there is until the program itself has ended; then kills and reaps the rest, which cannot outrun it. */
static void reap(long program) {
  while (tried(call(SYS_wait4, -1, address(&run->status), 0, 0, 0), "reap") != program) continue;
  run->end = now();
  for (long pid; (pid = call(SYS_wait4, -1, 0, WNOHANG, 0, 0)) != -ECHILD;)
    if (pid == 0) {
      call(SYS_kill, -1, SIGKILL, 0, 0, 0);
      call(SYS_wait4, -1, 0, 0, 0, 0);
    }
  tried(call(SYS_getrusage, RUSAGE_CHILDREN, address(&run->usage), 0, 0, 0), "usage");
}

static void stub_main(void) {
  struct run *const mine = run; /* ... also when the launcher has gone on to the next */
  struct pollfd launcher = {.fd = slot.self, .events = POLLIN};
  tried(call(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0), "pdeathsig");
  if (call(SYS_poll, address(&launcher), 1, 0, 0, 0) != 0) leave(1); /* the launcher died before that was set */
  const char *const proc = slot.rootless ? "/box" : "/proc";
  tried(call(SYS_mount, address("proc"), address(proc), address("proc"), MS_NOSUID | MS_NODEV | MS_NOEXEC,
             address("hidepid=2")), "proc");
  if (slot.rootless) { /* that was allowed for the host's being there in full */
    tried(call(SYS_umount2, address("/proc"), MNT_DETACH, 0, 0, 0), "proc-umount");
    tried(call(SYS_mount, address(proc), address("/proc"), 0, MS_MOVE, 0), "proc-move");
    run->segments = (int)tried(call(SYS_open, address("/proc/sysvipc/shm"), O_RDONLY | O_CLOEXEC, 0, 0, 0), "segments");
    run->processes = (int)tried(call(SYS_open, address("/proc"), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0, 0, 0), "proc");
  }
  await(&run->spawn);
  reap(tried(spawn(0, slot.groups.into, (int *)&run->program, run->stacks[1], program_main), "clone-program"));
  run->ended = 1;
  call(SYS_write, slot.bell, address(&one), sizeof one, 0, 0);
  await(&mine->release);
  leave(0);
}

/* CLONE_VM: to copy the launcher's memory would take longer than all the rest. */
void stub_start(void) {
  long result = spawn(CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC, -1, &run->stub, run->stacks[0], stub_main);
  if (result < 0) give_up((int)-result, "clone-stub");
}
