/* What a program expects of a system, see init.c. */
#include "init.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { LARGEST_FILE = 64 * 1024, LONGEST_PATH = 4096 };

static const char MODULES[] = "/lib/modules/gavel";

static void write_line(const char *format, va_list words, const char *reason) {
  char text[512];
  vsnprintf(text, sizeof text, format, words);
  dprintf(STDERR_FILENO, "gavel-init: %s%s%s\n", text, reason == NULL ? "" : ": ", reason == NULL ? "" : reason);
}

void say(const char *format, ...) {
  va_list words;
  va_start(words, format);
  write_line(format, words, NULL);
  va_end(words);
}

void complain(const char *format, ...) {
  const char *reason = strerror(errno);
  va_list words;
  va_start(words, format);
  write_line(format, words, reason);
  va_end(words);
}

char *read_file(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  char *content = malloc(LARGEST_FILE);
  size_t length = 0;
  ssize_t count = 0;
  while (content != NULL && (count = read(file, content + length, LARGEST_FILE - 1 - length)) > 0) length += (size_t)count;
  close(file);
  if (content == NULL || count < 0) {
    free(content);
    return NULL;
  }
  content[length] = 0;
  return content;
}

const char *setting(const char *name, const char *usual) {
  const char *value = getenv(name);
  return value == NULL || value[0] == 0 ? usual : value;
}

static void write_file(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0 || write(file, text, strlen(text)) < 0) complain("tried to write %s to %s", text, path);
  if (file >= 0) close(file);
}

/* The bind of it, moved on top of it, is the root that something is below of. No file is copied. */
static void leave_initramfs(void) {
  static const char place[] = "/.root";
  struct statfs root;
  if (statfs("/", &root) < 0 || (root.f_type != RAMFS_MAGIC && root.f_type != TMPFS_MAGIC)) return;
  if (mkdir(place, 0755) < 0 && errno != EEXIST) complain("%s", place);
  if (mount("/", place, NULL, MS_BIND, NULL) < 0 || chdir(place) < 0 || mount(".", "/", NULL, MS_MOVE, NULL) < 0
      || chroot(".") < 0 || chdir("/") < 0)
    complain("tried to leave the initramfs");
  rmdir(place);
}

struct mount_point {
  const char *path, *type;
  __fsword_t magic; /* what is mounted there already if it is */
  unsigned long flags;
  const char *options;
};

static void mount_one(const struct mount_point *point) {
  struct statfs there;
  struct stat here, above;
  char parent[LONGEST_PATH];
  if (mkdir(point->path, 0755) < 0 && errno != EEXIST) complain("%s", point->path);
  snprintf(parent, sizeof parent, "%s/..", point->path);
  if (statfs(point->path, &there) == 0 && there.f_type == point->magic && stat(point->path, &here) == 0
      && stat(parent, &above) == 0 && here.st_dev != above.st_dev)
    return;
  if (mount(point->type, point->path, point->type, point->flags, point->options) < 0)
    complain("tried to mount %s", point->path);
}

static void mount_all(void) {
  const unsigned long data = MS_NOSUID | MS_NODEV, kernel = MS_NOSUID | MS_NODEV | MS_NOEXEC;
  const struct mount_point points[] = {
      {"/dev", "devtmpfs", TMPFS_MAGIC, MS_NOSUID, "mode=755"},
      {"/proc", "proc", PROC_SUPER_MAGIC, kernel, NULL},
      {"/sys", "sysfs", SYSFS_MAGIC, kernel, NULL},
      {"/dev/pts", "devpts", DEVPTS_SUPER_MAGIC, MS_NOSUID | MS_NOEXEC, "mode=620,ptmxmode=666"},
      {"/dev/shm", "tmpfs", TMPFS_MAGIC, data, "mode=1777"},
      {"/run", "tmpfs", TMPFS_MAGIC, data, "mode=755"},
      {"/tmp", "tmpfs", TMPFS_MAGIC, data, "mode=1777"},
      {"/sys/fs/cgroup", "cgroup2", CGROUP2_SUPER_MAGIC, kernel, NULL},
  };
  for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) mount_one(&points[i]);
}

/* The kernel opens the console only where the archive that it boots from has one. */
static void open_console(void) {
  if (fcntl(STDERR_FILENO, F_GETFD) >= 0) return;
  int console = open("/dev/console", O_RDWR | O_NOCTTY);
  for (int i = STDIN_FILENO; console >= 0 && i <= STDERR_FILENO; i++)
    if (i != console) dup2(console, i);
  if (console > STDERR_FILENO) close(console);
}

static void link_descriptors(void) {
  static const char *const links[][2] = {{"/proc/self/fd", "/dev/fd"},
                                         {"/proc/self/fd/0", "/dev/stdin"},
                                         {"/proc/self/fd/1", "/dev/stdout"},
                                         {"/proc/self/fd/2", "/dev/stderr"}};
  for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
    if (symlink(links[i][0], links[i][1]) < 0 && errno != EEXIST) complain("%s", links[i][1]);
}

/* Each by itself: one that the kernel does not have must not keep the others away. */
static void hand_controllers_down(void) {
  static const char *const controllers[] = {"+memory", "+pids", "+cpu", "+cpuset", "+io"};
  for (size_t i = 0; i < sizeof controllers / sizeof controllers[0]; i++)
    write_file("/sys/fs/cgroup/cgroup.subtree_control", controllers[i]);
}

/* In the order that the file says, which whoever made the image knows. */
static void load_modules(void) {
  char path[LONGEST_PATH];
  snprintf(path, sizeof path, "%s/order", MODULES);
  char *order = read_file(path), *rest = order;
  for (char *name; order != NULL && (name = strsep(&rest, "\n")) != NULL;) {
    if (name[0] == 0) continue;
    snprintf(path, sizeof path, "%s/%s", MODULES, name);
    int module = open(path, O_RDONLY | O_CLOEXEC);
    if (module < 0 || (syscall(SYS_finit_module, module, "", 0) < 0 && errno != EEXIST)) complain("module %s", path);
    if (module >= 0) close(module);
  }
  free(order);
}

static void raise_loopback(void) {
  struct ifreq loopback = {.ifr_name = "lo"};
  int any = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (any >= 0 && ioctl(any, SIOCGIFFLAGS, &loopback) == 0) {
    loopback.ifr_flags = (short)(loopback.ifr_flags | IFF_UP);
    if (ioctl(any, SIOCSIFFLAGS, &loopback) == 0) {
      close(any);
      return;
    }
  }
  complain("tried to raise the loopback");
  if (any >= 0) close(any);
}

static void name_host(void) {
  const char *name = setting("GAVEL_HOSTNAME", "gavel-guest");
  if (sethostname(name, strlen(name)) < 0) complain("tried to set the name %s", name);
}

static void set_environment(void) {
  setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 0);
  setenv("LANG", "C.UTF-8", 0);
  setenv("HOME", "/", 1);
}

void make_system(void) {
  umask(022);
  leave_initramfs();
  mount_all();
  open_console();
  link_descriptors();
  hand_controllers_down();
  load_modules();
  raise_loopback();
  name_host();
  set_environment();
  reboot(RB_DISABLE_CAD); /* ctrl-alt-del is a signal from now on, not a cold reset */
}
