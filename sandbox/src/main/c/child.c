/* The stub (pid 1 of the run's namespaces) and the program until it calls execve. */
#include "launcher.h"

#include <linux/seccomp.h>
#include <poll.h>
#include <sys/wait.h>

/* One packet; `passed` travels with it unless it is -1. A launcher that is gone is the end, too. */
void tell(const struct message *message, int passed) {
  _Alignas(struct cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec part = {(void *)(uintptr_t)message, sizeof *message};
  struct msghdr packet = {.msg_iov = &part, .msg_iovlen = 1};
  if (passed >= 0) {
    packet.msg_control = control;
    packet.msg_controllen = sizeof control;
    *CMSG_FIRSTHDR(&packet) = (struct cmsghdr){CMSG_LEN(sizeof passed), SOL_SOCKET, SCM_RIGHTS};
    memcpy(CMSG_DATA(CMSG_FIRSTHDR(&packet)), &passed, sizeof passed);
  }
  if (sendmsg(slot.channel, &packet, MSG_NOSIGNAL) != (ssize_t)sizeof *message) _exit(1);
}

/* A hard limit cannot be raised without CAP_SYS_RESOURCE: what is above it means "as much as there is". */
static void limit(int resource, rlim_t value) {
  struct rlimit limit;
  checked(getrlimit(resource, &limit), "rlimits");
  if (value < limit.rlim_max) limit.rlim_max = value;
  limit.rlim_cur = limit.rlim_max;
  checked(setrlimit(resource, &limit), "rlimits");
}

static noreturn void become_program(const struct run *run) {
  for (int i = 0; i < 3; i++) checked(dup2(run->stdio[i], i), "stdio");
  sigset_t none;
  sigemptyset(&none);
  checked(sigprocmask(SIG_SETMASK, &none, NULL), "signals");
  checked(setsid(), "setsid");
  for (size_t i = 0; i < slot.groups.joined; i++)
    if (write(slot.groups.joins[i], "0", 1) != 1) give_up(errno, "cgroup-join");
  checked((int)syscall(SYS_setresgid, slot.uid, slot.uid, slot.uid), "setresgid");
  checked((int)syscall(SYS_setresuid, slot.uid, slot.uid, slot.uid), "setresuid");
  checked(chdir("/box"), "chdir");
  if (slot.channel != 3) slot.channel = checked(dup3(slot.channel, 3, O_CLOEXEC), "channel");
  checked((int)syscall(SYS_close_range, 4, ~0U, 0), "close-range");
  /* CPU: a backstop per process; the deadline itself is the launcher's, for the whole tree. */
  limit(RLIMIT_CPU, run->order->limits[CPU] / 1000000000 + 2);
  limit(RLIMIT_FSIZE, run->order->limits[FILE_SIZE]);
  limit(RLIMIT_STACK, run->order->limits[STACK]);
  const unsigned flags = SECCOMP_FILTER_FLAG_NEW_LISTENER;
  int listener = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &slot.filter);
  checked(listener, "seccomp");
  limit(RLIMIT_NOFILE, run->order->limits[OPEN_FILES]);
  struct message started = {.kind = STARTED, .at = now()};
  tell(&started, listener);
  execve(run->order->argv[0], run->order->argv, run->order->envp);
  give_up(errno, "exec");
}

/* The work directory becomes /box, and the way to all the others goes. */
static void mount_box(const struct order *order) {
  struct mount_attr attr = {.attr_set = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV};
  if (!order->writable) attr.attr_set |= MOUNT_ATTR_RDONLY;
  int work = checked(open_beneath(AT_FDCWD, order->work, O_PATH | O_DIRECTORY), "work");
  int tree = checked(open_tree(work, "", AT_EMPTY_PATH | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC), "work-bind");
  checked(mount_setattr(tree, "", AT_EMPTY_PATH, &attr, sizeof attr), "work-attributes");
  checked(move_mount(tree, "", AT_FDCWD, "/box", MOVE_MOUNT_F_EMPTY_PATH), "work-mount");
  checked(umount2("/.work", MNT_DETACH), "work-hide");
}

static void mount_fresh(const struct order *order) {
  char options[128];
  snprintf(options, sizeof options, "mode=1777,size=%llu,nr_inodes=%llu",
           (unsigned long long)order->limits[TMP_SIZE], (unsigned long long)order->limits[TMP_INODES]);
  checked(mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2"), "proc");
  checked(mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, options), "tmp");
  checked(mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, options), "shm");
}

/*
 * Reaps all there is until the program itself has ended, and says how. SIGTERM, which only the launcher
 * may send, ends everything else in the namespace; that we live on is why what it used is known.
 */
static noreturn void reap(pid_t program) {
  struct message ended = {.kind = ENDED};
  sigset_t all;
  sigfillset(&all);
  for (int signal = SIGCHLD;; signal = sigwaitinfo(&all, NULL)) {
    if (signal == SIGTERM) kill(-1, SIGKILL);
    for (pid_t pid; (pid = wait4(-1, &ended.status, WNOHANG, NULL)) > 0;) {
      if (pid != program) continue;
      ended.at = now();
      tell(&ended, -1);
      kill(-1, SIGKILL);
      while (wait4(-1, NULL, 0, NULL) > 0) continue;
      _exit(0);
    }
  }
}

noreturn void stub_main(const struct run *run) {
  struct pollfd peer = {.fd = run->back};
  slot.channel = run->back;
  close(run->channel);
  checked(prctl(PR_SET_PDEATHSIG, SIGKILL), "pdeathsig");
  if (poll(&peer, 1, 0) != 0) _exit(1); /* the launcher died before that was set */
  mount_box(run->order);
  mount_fresh(run->order);
  struct clone_args arguments = {.exit_signal = SIGCHLD};
  if (slot.groups.into >= 0) {
    arguments.flags = CLONE_INTO_CGROUP;
    arguments.cgroup = (unsigned)slot.groups.into;
  }
  pid_t program = checked((int)syscall(SYS_clone3, &arguments, sizeof arguments), "clone-program");
  if (program == 0) become_program(run);
  for (int i = 0; i < 3; i++) close(run->stdio[i]);
  reap(program);
}
