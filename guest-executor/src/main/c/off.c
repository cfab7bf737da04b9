/* The end of gavel-init's machine, see init.c. */
#include "init.h"

#include <errno.h>
#include <mntent.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MOST_MOUNTS = 256, LONGEST_PATH = 1024, LOOKS = 100 };

/* Waits two seconds at most until there is no child: for pid 1 that is no process. */
static void await_all(void) {
  const struct timespec pause = {.tv_nsec = 20000000};
  for (int i = 0; i < LOOKS; i++) {
    pid_t ended;
    do ended = waitpid(-1, NULL, WNOHANG);
    while (ended > 0);
    if (ended < 0 && errno == ECHILD) return;
    nanosleep(&pause, NULL);
  }
}

static void end_all_processes(void) {
  kill(-1, SIGTERM);
  kill(-1, SIGCONT);
  await_all();
  kill(-1, SIGKILL);
  await_all();
}

static void unmount(const char *path) {
  if (umount2(path, UMOUNT_NOFOLLOW) < 0) mount(NULL, path, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL);
}

/* The last mounted first. What is busy becomes read-only, and so is in order on its disk. */
static void unmount_all(void) {
  static char paths[MOST_MOUNTS][LONGEST_PATH];
  int count = 0;
  FILE *table = setmntent("/proc/self/mounts", "re");
  struct mntent *entry;
  while (table != NULL && count < MOST_MOUNTS && (entry = getmntent(table)) != NULL)
    snprintf(paths[count++], LONGEST_PATH, "%s", entry->mnt_dir);
  if (table != NULL) endmntent(table);
  while (count-- > 0) unmount(paths[count]);
  mount(NULL, "/", NULL, MS_REMOUNT | MS_RDONLY, NULL);
}

void power_off(void) {
  const char *how = setting("GAVEL_OFF", "power_off");
  end_all_processes();
  sync();
  unmount_all();
  sync();
  tcdrain(STDERR_FILENO);
  if (strcmp(how, "reboot") == 0) reboot(RB_AUTOBOOT);
  else if (strcmp(how, "halt") == 0) reboot((int)RB_HALT_SYSTEM);
  else reboot(RB_POWER_OFF);
  /* Not the machine's first process, or no right to: the end of pid 1 is the end of what it has. */
  complain("cannot %s", how);
  _exit(1);
}
