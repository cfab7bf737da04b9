/*
 * The file system that programs see, built once per slot from the setup frame's tokens, in this order:
 *   work=PATH               the host directory with work directories and inputs; programs see none of it but /box
 *   bind=PATH ...           the host's PATH with all below it, read-only, at the same place
 *   dev=PATH ...            a device node like the host's
 *   link=PATH to=TARGET ... a symbolic link
 *   file=PATH text=TEXT ... a synthetic file
 *   view=PATH at=PLACE ...  the host's directory PATH, read-only, at another place
 * It is put together over /proc, the one place of the host's from where nothing is ever taken.
 *
 * Each run's mount namespace is a copy of the slot's. /box, /tmp and /dev/shm are mounted in the slot's, and what is
 * there already is kept for the next run if that cannot tell: the same /box, and a /tmp in which nothing was ever
 * made. That shows in its modification time, which is 0 until then, and which only its owner, root, could set back.
 * (Inodes that never had a name there leave no trace: that is why the filter refuses O_TMPFILE.) Without root the
 * owner is the program: then nothing is kept.
 */
#include "launcher.h"

#include <sched.h>
#include <sys/vfs.h>

static const char STAGING[] = "/proc";
static const uint64_t CLOSED = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
static const char *const TEMPORARY[] = {"/tmp", "/dev/shm"};

/* What is mounted for the runs. */
static struct {
  enum { NOTHING, DIRECTORY, FRESH } kind; /* in /box: nothing, a work directory, a tmpfs */
  struct stat directory;
  int root; /* the tmpfs, for the JVM to reach */
  uint64_t tmp_size, tmp_inodes; /* 0: there is none */
} mounted = {.root = -1};

/* The path in the new root, with the directories above it made. */
static const char *place(const char *path) {
  static char made[4096];
  int length = snprintf(made, sizeof made, "%s%s", STAGING, path);
  if (path[0] != '/' || length < 0 || (size_t)length >= sizeof made) give_up(EINVAL, "path");
  for (char *slash = made + sizeof STAGING; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
    *slash = 0;
    if (mkdir(made, 0755) < 0 && errno != EEXIST) give_up(errno, "mkdir");
  }
  return made;
}

static void put_directory(const char *path, mode_t mode) {
  if (mkdir(place(path), mode) < 0 && errno != EEXIST) give_up(errno, "mkdir");
}

static void put_file(const char *path, const char *text) {
  int file = checked(open(place(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644), "file");
  size_t length = strlen(text);
  if (write(file, text, length) != (ssize_t)length) give_up(errno, "file");
  close(file);
}

/* A copy of what is mounted at the path and below it, to be mounted elsewhere. */
static int copy(const char *path, uint64_t attributes) {
  struct mount_attr attr = {.attr_set = attributes};
  int tree = checked(open_tree(AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE), "bind");
  checked(mount_setattr(tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr, sizeof attr), "bind-attributes");
  return tree;
}

static void attach(int tree, const char *path) {
  checked(move_mount(tree, "", AT_FDCWD, path, MOVE_MOUNT_F_EMPTY_PATH), "bind-move");
  close(tree);
}

static void put_bind(const char *path, uint64_t attributes) {
  struct stat status;
  checked(stat(path, &status), "bind-stat");
  S_ISDIR(status.st_mode) ? put_directory(path, 0755) : put_file(path, "");
  attach(copy(path, attributes), place(path));
}

static void put_view(const char *path, const char *at) {
  put_directory(at, 0755);
  if (access(path, F_OK) < 0 && errno == ENOENT) return; /* somebody removed it since: it shows nothing */
  attach(copy(path, CLOSED), place(at));
}

static void put_device(const char *path) {
  struct stat status;
  if (slot.rootless) { /* who cannot make any can show the host's */
    put_bind(path, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
    return;
  }
  checked(stat(path, &status), "device");
  checked(mknod(place(path), S_IFCHR | 0666, status.st_rdev), "mknod");
}

static void stage(void) {
  checked(mount("tmpfs", STAGING, "tmpfs", MS_NOSUID, "mode=755,size=4m"), "staging");
  put_directory("/proc", 0755);
  put_directory("/dev", 0755);
  put_directory("/box", 0755);
  put_directory("/tmp", 0755);
  checked(mount("tmpfs", place("/dev"), "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=755,size=64k"), "dev");
  put_directory("/dev/shm", 0755);
}

static void enter(void) {
  struct mount_attr root = {.attr_set = CLOSED};
  struct mount_attr dev = {.attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC};
  checked(chdir(STAGING), "chdir");
  checked((int)syscall(SYS_pivot_root, ".", "."), "pivot-root");
  checked(umount2(".", MNT_DETACH), "umount-host");
  checked(mount_setattr(AT_FDCWD, "/", 0, &root, sizeof root), "root-attributes");
  checked(mount_setattr(AT_FDCWD, "/dev", 0, &dev, sizeof dev), "dev-attributes");
}

static int own_namespace(void) { return checked(open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC), "namespace"); }

void rootfs_build(void) {
  struct frame *frame = &slot.frame;
  char *path;
  umask(0);
  checked(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), "private");
  slot.home = own_namespace();
  slot.host = checked(open("/", O_PATH | O_DIRECTORY | O_CLOEXEC), "host");
  path = frame_need(frame, "work");
  attach(copy(path, CLOSED), path); /* a program can open its input anew: the files may be its own user's */
  slot.work = checked(open(path, O_PATH | O_DIRECTORY | O_CLOEXEC), "work");
  checked(unshare(CLONE_NEWNS), "unshare");
  slot.inner = own_namespace();
  int proc = slot.rootless ? copy(STAGING, 0) : -1;
  stage();
  if (slot.rootless) attach(proc, place("/proc")); /* see stub_main */
  while ((path = frame_take(frame, "bind")) != NULL) put_bind(path, CLOSED);
  while ((path = frame_take(frame, "dev")) != NULL) put_device(path);
  while ((path = frame_take(frame, "link")) != NULL)
    checked(symlink(frame_need(frame, "to"), place(path)), "link");
  while ((path = frame_take(frame, "file")) != NULL) put_file(path, frame_need(frame, "text"));
  while ((path = frame_take(frame, "view")) != NULL) put_view(path, frame_need(frame, "at"));
  if (frame->at != frame->length) give_up(EBADMSG, "setup");
  enter();
}

static void clear_box(void) {
  if (mounted.kind != NOTHING) checked(umount2("/box", MNT_DETACH), "box-umount");
  if (mounted.root >= 0) close(mounted.root);
  mounted.kind = NOTHING;
  mounted.root = -1;
}

static int open_work(const struct order *order) {
  return checked(open_beneath(slot.work, order->work, O_PATH | O_DIRECTORY), "work");
}

/* A mount can be copied only by who is in its namespace. */
static void mount_directory(const struct order *order) {
  struct mount_attr attr = {.attr_set = CLOSED};
  int directory = open_work(order);
  clear_box();
  checked(setns(slot.home, CLONE_NEWNS), "home");
  int tree = checked(open_tree(directory, "", AT_EMPTY_PATH | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC), "work-bind");
  checked(setns(slot.inner, CLONE_NEWNS), "inner");
  checked(mount_setattr(tree, "", AT_EMPTY_PATH, &attr, sizeof attr), "work-attributes");
  checked(move_mount(tree, "", AT_FDCWD, "/box", MOVE_MOUNT_F_EMPTY_PATH), "work-mount");
  checked(fstat(directory, &mounted.directory), "work");
  mounted.kind = DIRECTORY;
  close(tree);
  close(directory);
}

static bool is_mounted(const struct order *order) {
  struct stat wanted;
  if (order->work == NULL) return mounted.kind == FRESH;
  if (mounted.kind != DIRECTORY) return false;
  int directory = open_work(order);
  checked(fstat(directory, &wanted), "work");
  close(directory);
  return wanted.st_ino == mounted.directory.st_ino && wanted.st_dev == mounted.directory.st_dev;
}

static bool is_untouched(const char *path) {
  struct stat status;
  checked(stat(path, &status), "tmp");
  return status.st_mtim.tv_sec == 0 && status.st_mtim.tv_nsec == 0;
}

static bool has_temporary(const struct order *order) {
  return !slot.rootless && mounted.tmp_size == order->limits[TMP_SIZE] &&
         mounted.tmp_inodes == order->limits[TMP_INODES] && is_untouched(TEMPORARY[0]) && is_untouched(TEMPORARY[1]);
}

bool rootfs_fits(const struct order *order) { return is_mounted(order) && has_temporary(order); }

static void clear_temporary(void) {
  for (int i = 0; i < 2 && mounted.tmp_size != 0; i++) checked(umount2(TEMPORARY[i], MNT_DETACH), "tmp-umount");
  mounted.tmp_size = 0;
}

static void mount_temporary(const struct order *order) {
  static const struct timespec never[2];
  char options[128];
  clear_temporary();
  snprintf(options, sizeof options, "mode=1777,size=%llu,nr_inodes=%llu",
           (unsigned long long)order->limits[TMP_SIZE], (unsigned long long)order->limits[TMP_INODES]);
  for (int i = 0; i < 2; i++) {
    checked(mount("tmpfs", TEMPORARY[i], "tmpfs", MS_NOSUID | MS_NODEV | MS_NOATIME | (i == 1 ? MS_NOEXEC : 0),
                  options), "tmp");
    checked(utimensat(AT_FDCWD, TEMPORARY[i], never, 0), "tmp-time");
  }
  mounted.tmp_size = order->limits[TMP_SIZE];
  mounted.tmp_inodes = order->limits[TMP_INODES];
}

void rootfs_fit(const struct order *order) {
  if (order->work == NULL && mounted.kind != FRESH) give_up(ENOENT, "box");
  if (!is_mounted(order)) mount_directory(order);
  if (!has_temporary(order)) mount_temporary(order);
}

/* A /box of the slot's own, for the JVM to fill by way of our descriptor, and to empty after the run. */
void rootfs_box(uint64_t size, uint64_t inodes) {
  char options[128];
  clear_box();
  snprintf(options, sizeof options, "mode=755,uid=%u,gid=%u,size=%llu,nr_inodes=%llu", slot.owner, slot.owner,
           (unsigned long long)size, (unsigned long long)inodes);
  checked(mount("tmpfs", "/box", "tmpfs", MS_NOSUID | MS_NODEV, options), "box");
  mounted.kind = FRESH;
  mounted.root = checked(open("/box", O_PATH | O_DIRECTORY | O_CLOEXEC), "box");
  dprintf(STDOUT_FILENO, "box:%d\n", mounted.root);
}

/* What the JVM has put there stays as it is. */
void rootfs_seal(void) {
  struct mount_attr attr = {.attr_set = MOUNT_ATTR_RDONLY};
  checked(mount_setattr(AT_FDCWD, "/box", 0, &attr, sizeof attr), "box-seal");
}

static uint64_t used(const char *path) {
  struct statfs status;
  checked(statfs(path, &status), "used");
  return (uint64_t)(status.f_blocks - status.f_bfree) * (uint64_t)status.f_bsize;
}

uint64_t rootfs_used(void) {
  uint64_t total = mounted.kind == FRESH ? used("/box") : 0;
  for (int i = 0; i < 2 && mounted.tmp_size != 0; i++) total += used(TEMPORARY[i]);
  return total;
}

/* Nothing of what programs wrote stays. */
void rootfs_rest(void) {
  clear_box();
  clear_temporary();
}
