/*
 * The first process of the guest that tests run in: makes the system that they expect, runs /gavel/run, powers off.
 *
 * The root. pivot_root(2), which the sandbox needs, refuses to work from the file system that the kernel unpacks the
 * initramfs into, as nothing is below that. A bind mount of it, moved on top of it, has something below: no file is
 * copied.
 * Cgroups. Version 2 with every controller of the kernel, none of them handed out: that is the sandbox's own doing.
 * Consoles. ttyS0 has the kernel's messages and what programs write; ttyS1 is raw and for results alone, so that no
 * message of the kernel comes in between.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

/* Nothing works any more: says why on whatever console there is, and ends the machine. */
static void check(int result, const char *what) {
  if (result >= 0) return;
  fprintf(stderr, "init: %s: %s\n", what, strerror(errno));
  sync();
  reboot(RB_POWER_OFF);
}

static void put(const char *type, const char *path, unsigned long flags, const char *options) {
  if (mkdir(path, 0755) < 0 && errno != EEXIST) check(-1, path);
  check(mount(type, path, type, flags, options), path);
}

static void open_consoles(void) {
  int console = open("/dev/ttyS0", O_RDWR | O_NOCTTY);
  check(console, "/dev/ttyS0");
  for (int i = 0; i < 3; i++) check(dup2(console, i), "console");
  /* Stays open, and by that raw. */
  int results = open("/dev/ttyS1", O_RDWR | O_NOCTTY | O_CLOEXEC);
  struct termios settings;
  check(results, "/dev/ttyS1");
  check(tcgetattr(results, &settings), "/dev/ttyS1");
  cfmakeraw(&settings);
  check(tcsetattr(results, TCSANOW, &settings), "/dev/ttyS1");
}

static void leave_initramfs(void) {
  check(mkdir("/newroot", 0755), "/newroot");
  check(mount("/", "/newroot", NULL, MS_BIND, NULL), "bind");
  check(chdir("/newroot"), "chdir");
  check(mount(".", "/", NULL, MS_MOVE, NULL), "move");
  check(chroot("."), "chroot");
  check(chdir("/"), "chdir");
}

static void mount_all(void) {
  put("devtmpfs", "/dev", MS_NOSUID, NULL);
  open_consoles();
  put("proc", "/proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  put("sysfs", "/sys", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
  put("devpts", "/dev/pts", MS_NOSUID | MS_NOEXEC, "mode=620,ptmxmode=666");
  put("tmpfs", "/dev/shm", MS_NOSUID | MS_NODEV, "mode=1777");
  put("tmpfs", "/run", MS_NOSUID | MS_NODEV, "mode=755");
  put("tmpfs", "/tmp", MS_NOSUID | MS_NODEV, "mode=1777");
  put("cgroup2", "/sys/fs/cgroup", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
}

static pid_t start(void) {
  pid_t program = fork();
  check(program, "fork");
  if (program == 0) {
    setsid();
    setenv("PATH", "/usr/bin:/usr/sbin:/opt/java/bin", 1);
    setenv("LANG", "C.UTF-8", 1);
    execl("/bin/sh", "sh", "/gavel/run", (char *)NULL);
    fprintf(stderr, "init: /gavel/run: %s\n", strerror(errno));
    _exit(127);
  }
  return program;
}

int main(void) {
  leave_initramfs();
  mount_all();
  pid_t program = start();
  int status = 0;
  /* Orphans of all programs come here. */
  for (pid_t ended; (ended = wait(&status)) != program;)
    if (ended < 0 && errno != EINTR) check(-1, "wait");
  printf("init: /gavel/run ended, wait status %d\n", status);
  fflush(stdout);
  tcdrain(STDOUT_FILENO);
  sync();
  reboot(RB_POWER_OFF);
}
