/*
 * gavel-probe: tries what the sandbox is made of, one thing after the other, each in a child of its own that is
 * ended when it takes too long. One line each on stdout: `NAME ok`, or `NAME STEP: MESSAGE`. Nothing stays.
 */
#include "probe.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/openat2.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/vm_sockets.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { NOBODY = 65534, PATIENCE_SECONDS = 5 };

static int result_pipe;

noreturn void give_up(const char *step, int error) {
  dprintf(result_pipe, "%s: %s", step, strerror(error));
  _exit(1);
}

int checked(int result, const char *step) {
  if (result < 0) give_up(step, errno);
  return result;
}

static void write_map(const char *file, const char *text) {
  int map = checked(open(file, O_WRONLY | O_CLOEXEC), "open the map of ids");
  checked((int)write(map, text, strlen(text)), "write the map of ids");
  close(map);
}

/* As the launcher does it without root: who made it is root in there. */
static void user_namespace(void) {
  char uid[32], gid[32];
  snprintf(uid, sizeof uid, "0 %u 1", geteuid());
  snprintf(gid, sizeof gid, "0 %u 1", getegid());
  checked(unshare(CLONE_NEWUSER), "unshare a user namespace");
  write_map("/proc/self/setgroups", "deny");
  write_map("/proc/self/uid_map", uid);
  write_map("/proc/self/gid_map", gid);
}

static void mount_namespace(void) { checked(unshare(CLONE_NEWNS), "unshare"); }
static void net_namespace(void) { checked(unshare(CLONE_NEWNET), "unshare"); }
static void ipc_namespace(void) { checked(unshare(CLONE_NEWIPC), "unshare"); }
static void uts_namespace(void) { checked(unshare(CLONE_NEWUTS), "unshare"); }
static void cgroup_namespace(void) { checked(unshare(CLONE_NEWCGROUP), "unshare"); }
static void time_namespace(void) { checked(unshare(CLONE_NEWTIME), "unshare"); }

static void await(pid_t child) {
  int status;
  checked(waitpid(child, &status, 0), "wait");
  if (status != 0) _exit(1); /* it has said why */
}

static void pid_namespace(void) {
  checked(unshare(CLONE_NEWPID), "unshare");
  pid_t child = checked(fork(), "fork");
  if (child == 0) {
    if (getpid() != 1) give_up("not the first process", EINVAL);
    _exit(0);
  }
  await(child);
}

static void private_mounts(void) {
  checked(unshare(CLONE_NEWNS), "unshare");
  checked(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), "make mounts private");
}

/* A user without root is taken for all of them; root becomes one. */
static void become_unprivileged(void) {
  if (geteuid() != 0) return;
  checked((int)syscall(SYS_setgroups, 0, NULL), "setgroups");
  checked((int)syscall(SYS_setresgid, NOBODY, NOBODY, NOBODY), "setresgid");
  checked((int)syscall(SYS_setresuid, NOBODY, NOBODY, NOBODY), "setresuid");
  checked(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable"); /* or /proc/self would be root's */
}

/* The way a sandbox without root begins. */
static void unprivileged_user_namespace(void) {
  become_unprivileged();
  user_namespace();
  checked(unshare(CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWIPC), "unshare the others");
  private_mounts();
  checked(mount("tmpfs", "/tmp", "tmpfs", 0, NULL), "mount a tmpfs");
}

static void clone_with_pidfd(void) {
  int pidfd = -1;
  struct clone_args arguments = {.flags = CLONE_PIDFD, .pidfd = (uintptr_t)&pidfd, .exit_signal = SIGCHLD};
  siginfo_t ended;
  pid_t child = checked((int)syscall(SYS_clone3, &arguments, sizeof arguments), "clone3");
  if (child == 0) _exit(0);
  checked(waitid(P_PIDFD, (id_t)pidfd, &ended, WEXITED), "waitid(P_PIDFD)");
}

static void pidfd(void) {
  int self = checked((int)syscall(SYS_pidfd_open, getpid(), 0), "pidfd_open");
  checked((int)syscall(SYS_pidfd_send_signal, self, 0, NULL, 0), "pidfd_send_signal");
}

static void openat2(void) {
  struct open_how how = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  checked((int)syscall(SYS_openat2, AT_FDCWD, ".", &how, sizeof how), "openat2");
}

static void mount_tree(void) {
  struct mount_attr attr = {.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV};
  private_mounts();
  int tree = checked(open_tree(AT_FDCWD, "/usr", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE), "open_tree");
  checked(mount_setattr(tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr, sizeof attr), "mount_setattr");
  checked(move_mount(tree, "", AT_FDCWD, "/usr", MOVE_MOUNT_F_EMPTY_PATH), "move_mount");
}

static void limited_tmpfs(void) {
  private_mounts();
  checked(mount("tmpfs", "/tmp", "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,nr_inodes=16"), "mount");
}

static void fresh_proc(void) {
  checked(unshare(CLONE_NEWPID), "unshare");
  private_mounts();
  pid_t child = checked(fork(), "fork");
  if (child == 0) {
    checked(mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2"), "mount");
    _exit(0);
  }
  await(child);
}

/* The kernel lets a user have a new /proc only where nothing of the one that is there is hidden. */
static void unprivileged_proc(void) {
  become_unprivileged();
  user_namespace();
  fresh_proc();
}

/* getppid does as the filter says, all else is allowed. */
static int filter_getppid(unsigned action, unsigned flags) {
  struct sock_filter instructions[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, action),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof instructions / sizeof *instructions, instructions};
  checked(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
  return checked((int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program), "seccomp");
}

static void seccomp_filter(void) {
  filter_getppid(SECCOMP_RET_ERRNO | EPERM, 0);
  if (syscall(SYS_getppid) != -1 || errno != EPERM) give_up("the filter does nothing", EINVAL);
}

static void seccomp_notification(void) {
  unsigned action = SECCOMP_RET_USER_NOTIF;
  checked((int)syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action), "SECCOMP_RET_USER_NOTIF");
  close(filter_getppid(SECCOMP_RET_USER_NOTIF, SECCOMP_FILTER_FLAG_NEW_LISTENER));
}

static void close_range_all(void) { checked((int)syscall(SYS_close_range, 100, ~0U, 0), "close_range"); }

static void vsock(void) {
  int listener = checked(socket(AF_VSOCK, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket(AF_VSOCK)");
  struct sockaddr_vm address = {.svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_ANY, .svm_port = VMADDR_PORT_ANY};
  checked(bind(listener, (struct sockaddr *)&address, sizeof address), "bind");
}

static void vhost_vsock(void) { checked(open("/dev/vhost-vsock", O_RDWR | O_CLOEXEC), "open /dev/vhost-vsock"); }

static void raise_hard_limit(void) {
  struct rlimit limit;
  checked(getrlimit(RLIMIT_NOFILE, &limit), "getrlimit");
  limit.rlim_max++;
  checked(setrlimit(RLIMIT_NOFILE, &limit), "setrlimit");
}

/* What only root may do an ordinary user does in a user namespace. */
static const struct {
  const char *name;
  void (*probe)(void);
  bool privileged;
} PROBES[] = {
    {"pid-namespace", pid_namespace, true},
    {"mount-namespace", mount_namespace, true},
    {"net-namespace", net_namespace, true},
    {"ipc-namespace", ipc_namespace, true},
    {"uts-namespace", uts_namespace, true},
    {"cgroup-namespace", cgroup_namespace, true},
    {"user-namespace", user_namespace, false},
    {"time-namespace", time_namespace, true},
    {"unprivileged-user-namespace", unprivileged_user_namespace, false},
    {"unprivileged-proc", unprivileged_proc, false},
    {"clone3", clone_with_pidfd, false},
    {"pidfd", pidfd, false},
    {"openat2", openat2, false},
    {"mount-tree", mount_tree, true},
    {"limited-tmpfs", limited_tmpfs, true},
    {"fresh-proc", fresh_proc, true},
    {"seccomp-filter", seccomp_filter, false},
    {"seccomp-notification", seccomp_notification, false},
    {"close-range", close_range_all, false},
    {"raise-hard-limit", raise_hard_limit, false},
    {"vsock", vsock, false},
    {"vhost-vsock", vhost_vsock, false},
    {"kvm", probe_kvm, false},
};

static void run(const char *name, void (*probe)(void), bool privileged) {
  int ends[2], status = 0;
  char said[256];
  if (pipe2(ends, O_CLOEXEC) != 0) exit(2);
  pid_t child = fork();
  if (child < 0) exit(2);
  if (child == 0) {
    result_pipe = ends[1];
    alarm(PATIENCE_SECONDS);
    if (privileged && geteuid() != 0) user_namespace();
    probe();
    _exit(0);
  }
  close(ends[1]);
  ssize_t length = read(ends[0], said, sizeof said - 1);
  said[length < 0 ? 0 : length] = 0;
  close(ends[0]);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  if (status == 0)
    printf("%s ok\n", name);
  else if (WIFSIGNALED(status))
    printf("%s ended by signal %d%s\n", name, WTERMSIG(status), WTERMSIG(status) == SIGALRM ? ": it hangs" : "");
  else
    printf("%s %s\n", name, said);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0); /* children inherit no half-written lines */
  for (size_t i = 0; i < sizeof PROBES / sizeof *PROBES; i++)
    run(PROBES[i].name, PROBES[i].probe, PROBES[i].privileged);
  return 0;
}
