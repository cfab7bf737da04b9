/*
 * Without root: a user namespace in which the launcher is root, and may make all the other namespaces; a program gets
 * one below it. What control groups would tell is looked up in the /proc of the run's pid namespace, by the tick and
 * the page, for the processes that live at that moment and what they have waited for.
 */
#include "launcher.h"

#include <dirent.h>
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

/* The text of /proc/PID/NAME; a process may be gone by then. */
static const char *look(const char *pid, const char *name) {
  static char text[1024];
  char path[300];
  snprintf(path, sizeof path, "%s/%s", pid, name);
  int file = openat(run->processes, path, O_RDONLY | O_CLOEXEC);
  ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
  if (file >= 0) close(file);
  text[length < 0 ? 0 : length] = 0;
  return text;
}

static uint64_t sum(uint64_t (*of)(const char *pid)) {
  struct dirent *entry;
  uint64_t total = 0;
  if (run->processes < 0) return 0;
  DIR *all = fdopendir(checked(openat(run->processes, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "processes"));
  if (all == NULL) give_up(errno, "processes");
  while ((entry = readdir(all)) != NULL)
    if (entry->d_name[0] > '0' && entry->d_name[0] <= '9') total += of(entry->d_name);
  closedir(all);
  return total;
}

static uint64_t ticks(const char *pid) {
  unsigned long long user, system, waited_user, waited_system;
  const char *name_end = strrchr(look(pid, "stat"), ')'); /* it may hold anything */
  if (name_end == NULL || sscanf(name_end, ") %*c %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %llu %llu %llu %llu", &user,
                                 &system, &waited_user, &waited_system) != 4)
    return 0;
  return user + system + waited_user + waited_system;
}

static int64_t nanoseconds(struct timeval time) { return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL; }

/* When all have been waited for, exactly. */
int64_t rootless_cpu_time(void) {
  if (run->ended) return nanoseconds(run->usage.ru_utime) + nanoseconds(run->usage.ru_stime);
  if (run->processes >= 0) run->cpu_seen = (int64_t)sum(ticks) * (1000000000 / sysconf(_SC_CLK_TCK));
  return run->cpu_seen;
}

static uint64_t own_pages(const char *pid) {
  unsigned long long resident, shared;
  return sscanf(look(pid, "statm"), "%*s %llu %llu", &resident, &shared) == 2 && resident > shared ? resident - shared
                                                                                                 : 0;
}

/* What processes share since a fork counts once. */
static uint64_t fair_share(const char *pid) {
  const char *line = strstr(look(pid, "smaps_rollup"), "Pss_Anon:");
  return line == NULL ? 0 : strtoull(line + sizeof "Pss_Anon:" - 1, NULL, 10) * 1024;
}

/* Memory of their own, of all processes, in bytes; the more exact figure takes longer. */
uint64_t rootless_memory(void) {
  uint64_t most = sum(own_pages) * (uint64_t)sysconf(_SC_PAGESIZE);
  return most <= slot.order.limits[MEMORY] ? most : sum(fair_share);
}
