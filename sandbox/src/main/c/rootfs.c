/*
 * The file system that programs see, built once per slot from the setup frame's tokens, in this order:
 *   work=PATH               the host directory with work directories and inputs, hidden at /.work
 *   bind=PATH ...           the host's PATH with all below it, read-only, at the same place
 *   dev=PATH ...            a device node like the host's
 *   link=PATH to=TARGET ... a symbolic link
 *   file=PATH text=TEXT ... a synthetic file
 * It is put together over /proc, the one place of the host's from where nothing is ever taken.
 */
#include "launcher.h"

static const char STAGING[] = "/proc";
static const uint64_t CLOSED = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;

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

static void put_bind(const char *from, const char *to, uint64_t attributes) {
  struct mount_attr attr = {.attr_set = attributes};
  struct stat status;
  checked(stat(from, &status), "bind-stat");
  int tree = checked(open_tree(AT_FDCWD, from, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE), "bind");
  checked(mount_setattr(tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr, sizeof attr), "bind-attributes");
  S_ISDIR(status.st_mode) ? put_directory(to, 0755) : put_file(to, "");
  checked(move_mount(tree, "", AT_FDCWD, place(to), MOVE_MOUNT_F_EMPTY_PATH), "bind-move");
  close(tree);
}

static void put_device(const char *path) {
  struct stat status;
  checked(stat(path, &status), "device");
  checked(mknod(place(path), S_IFCHR | 0666, status.st_rdev), "mknod");
}

static void stage(void) {
  checked(mount("tmpfs", STAGING, "tmpfs", MS_NOSUID, "mode=755,size=4m"), "staging");
  put_directory("/proc", 0755);
  put_directory("/dev", 0755);
  put_directory("/box", 0755);
  put_directory("/tmp", 0755);
  put_directory("/.work", 0700);
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
  checked(chdir("/.work"), "chdir");
}

void rootfs_build(void) {
  struct frame *frame = &slot.frame;
  char *path;
  umask(0);
  checked(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), "private");
  slot.host = checked(open_tree(AT_FDCWD, "/", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE), "host");
  stage();
  put_bind(frame_need(frame, "work"), "/.work", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
  while ((path = frame_take(frame, "bind")) != NULL) put_bind(path, path, CLOSED);
  while ((path = frame_take(frame, "dev")) != NULL) put_device(path);
  while ((path = frame_take(frame, "link")) != NULL)
    checked(symlink(frame_need(frame, "to"), place(path)), "link");
  while ((path = frame_take(frame, "file")) != NULL) put_file(path, frame_need(frame, "text"));
  if (frame->at != frame->length) give_up(EBADMSG, "setup");
  enter();
}
