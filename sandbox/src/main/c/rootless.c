/*
 * Without root: a user namespace in which the launcher is root, and may make all the other namespaces; a program gets
 * one below it. What control groups would tell is looked up in the /proc of the run's pid namespace, by the tick and
 * the page, for the processes that live at that moment and what they have waited for.
 */
#include "launcher.h"

#include <dirent.h>
#include <inttypes.h>
#include <sched.h>

static void write_map(const char *name, const char *text) {
  int file = checked(open(name, O_WRONLY | O_CLOEXEC), "user-map");
  checked((int)write(file, text, strlen(text)), "user-map");
  close(file);
}

/* An ordinary user can give ids to one's own only: both are root's in there. */
void rootless_begin(void) {
  char uid[32], gid[32];
  snprintf(uid, sizeof uid, "0 %u 1", geteuid());
  snprintf(gid, sizeof gid, "0 %u 1", getegid());
  checked(unshare(CLONE_NEWUSER), "user-namespace");
  write_map("/proc/self/setgroups", "deny");
  write_map("/proc/self/uid_map", uid);
  write_map("/proc/self/gid_map", gid);
  slot.map_length = (size_t)snprintf(slot.map, sizeof slot.map, "%u 0 1", slot.uid);
}

/* The CPUs of a run, one token each: all that a program is told of them, it may go to others. */
void rootless_cpus(struct frame *frame) {
  enum { BITS = 8 * sizeof *slot.cpus };
  const char *number;
  memset(slot.cpus, 0, sizeof slot.cpus);
  while ((number = frame_take(frame, "on")) != NULL) {
    uint64_t cpu = strtoull(number, NULL, 10);
    if (cpu >= BITS * (sizeof slot.cpus / sizeof *slot.cpus)) give_up(EINVAL, "order");
    slot.cpus[cpu / BITS] |= 1UL << cpu % BITS;
  }
}

/* What processes are seen to use: CPU time in ticks; memory of their own and shared memory that they map, in bytes. */
struct use {
  uint64_t ticks, own, shared;
};

/* The text of /proc/PID/NAME, empty when the process is gone. What cannot be read is no zero: a fault of ours. */
static const char *look(const char *pid, const char *name) {
  static char text[1 << 14];
  char path[300];
  snprintf(path, sizeof path, "%s/%s", pid, name);
  int file = openat(run->processes, path, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? -1 : read(file, text, sizeof text - 1);
  if (length < 0 && errno != ENOENT && errno != ESRCH) give_up(errno, "processes");
  if (length == sizeof text - 1) give_up(EOVERFLOW, "processes");
  if (file >= 0) close(file);
  text[length < 0 ? 0 : length] = 0;
  return text;
}

static struct use sum(void (*add)(const char *pid, struct use *all)) {
  struct dirent *entry;
  struct use all = {0};
  if (run->processes < 0) return all;
  DIR *listing = fdopendir(checked(openat(run->processes, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "processes"));
  if (listing == NULL) give_up(errno, "processes");
  while (errno = 0, (entry = readdir(listing)) != NULL)
    if (entry->d_name[0] > '0' && entry->d_name[0] <= '9') add(entry->d_name, &all);
  if (errno != 0) give_up(errno, "processes");
  closedir(listing);
  return all;
}

static void add_ticks(const char *pid, struct use *all) {
  unsigned long long user, system, waited_user, waited_system;
  const char *text = look(pid, "stat"), *name_end = strrchr(text, ')'); /* a name may hold anything */
  if (text[0] == 0) return;
  if (name_end == NULL || sscanf(name_end, ") %*c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %llu %llu %llu %llu", &user,
                                 &system, &waited_user, &waited_system) != 4)
    give_up(EBADMSG, "processes");
  all->ticks += user + system + waited_user + waited_system;
}

static int64_t nanoseconds(struct timeval time) { return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL; }

/* When all have been waited for, exactly. */
int64_t rootless_cpu_time(void) {
  if (run->ended) return nanoseconds(run->usage.ru_utime) + nanoseconds(run->usage.ru_stime);
  if (run->processes >= 0) run->cpu_seen = (int64_t)sum(add_ticks).ticks * (1000000000 / sysconf(_SC_CLK_TCK));
  return run->cpu_seen;
}

/* The bytes in a line that says kB; the key begins with the end of the line before, which no name can forge. */
static uint64_t bytes(const char *text, const char *key) {
  const char *line = strstr(text, key);
  if (line == NULL) give_up(EBADMSG, "processes");
  return strtoull(line + strlen(key), NULL, 10) * 1024;
}

static void add_resident(const char *pid, struct use *all) {
  const char *text = look(pid, "status");
  if (strstr(text, "\nVmSize:") == NULL) return; /* it has ended, and has no memory any more */
  all->own += bytes(text, "\nRssAnon:") + bytes(text, "\nVmSwap:") + bytes(text, "\nVmPTE:");
  all->shared += bytes(text, "\nRssShmem:");
}

/* The same, but what several processes map counts once. */
static void add_fair_share(const char *pid, struct use *all) {
  const char *text = look(pid, "smaps_rollup");
  if (text[0] == 0) return;
  all->own += bytes(text, "\nPss_Anon:") + bytes(text, "\nSwapPss:");
  all->shared += bytes(text, "\nPss_Shmem:");
  text = look(pid, "status");
  if (strstr(text, "\nVmSize:") != NULL) all->own += bytes(text, "\nVmPTE:");
}

/* System V segments of the run, mapped or not. */
static uint64_t segments(void) {
  char line[512];
  uint64_t total = 0, resident, swapped;
  if (run->segments < 0) return 0;
  int copy = checked(fcntl(run->segments, F_DUPFD_CLOEXEC, 0), "segments");
  FILE *in = fdopen(copy, "r");
  if (in == NULL || fseek(in, 0, SEEK_SET) != 0 || fgets(line, sizeof line, in) == NULL) give_up(errno, "segments");
  while (fgets(line, sizeof line, in) != NULL) {
    if (sscanf(line, "%*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %" SCNu64 " %" SCNu64, &resident,
               &swapped) != 2)
      give_up(EBADMSG, "segments");
    total += resident + swapped;
  }
  if (ferror(in)) give_up(errno, "segments");
  fclose(in);
  return total;
}

/*
 * All processes' memory, in bytes. Files and segments may be mapped as well, which does not show in a sum: of what is
 * shared the larger figure counts, so that nothing counts twice. The more exact figure takes longer.
 */
uint64_t rootless_memory(void) {
  uint64_t kept = rootfs_used() + segments();
  struct use use = sum(add_resident);
  if (use.own + use.shared + kept <= slot.order.limits[MEMORY]) return use.own + use.shared + kept;
  use = sum(add_fair_share);
  return use.own + (use.shared > kept ? use.shared : kept);
}
