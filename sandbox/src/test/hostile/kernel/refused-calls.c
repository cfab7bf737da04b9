// expect: success
// What is no attack by itself, but is of no use to a program and a way into the kernel.
#include "../probe.h"
int main(void) {
  static const struct { int number; const char *name; } calls[] = {
      {103, "syslog"}, {139, "sysfs"}, {153, "vhangup"}, {154, "modify_ldt"}, {159, "adjtimex"}, {179, "quotactl"},
      {212, "lookup_dcookie"}, {216, "remap_file_pages"}, {237, "mbind"}, {238, "set_mempolicy"}, {240, "mq_open"},
      {251, "ioprio_set"}, {256, "migrate_pages"}, {279, "move_pages"}, {300, "fanotify_init"}, {303, "name_to_handle_at"},
      {305, "clock_adjtime"}, {312, "kcmp"}, {317, "seccomp"}, {438, "pidfd_getfd"}, {440, "process_madvise"},
      {443, "quotactl_fd"}, {444, "landlock_create_ruleset"}, {447, "memfd_secret"}, {448, "process_mrelease"},
      {450, "set_mempolicy_home_node"}, {457, "statmount"}, {458, "listmount"}, {459, "lsm_get_self_attr"}};
  for (unsigned i = 0; i < sizeof calls / sizeof *calls; i++) {
    if (calls[i].number == 139 || calls[i].number == 212) continue;
    errno = 0;
    if (syscall(calls[i].number, 0, 0, 0, 0, 0, 0) != -1 || errno != EPERM) found(calls[i].name, "");
  }
  for (int number = 480; number < 2000; number++) {
    errno = 0;
    if (syscall(number, 0, 0, 0, 0, 0, 0) != -1 || errno != ENOSYS) { found("unknown call", ""); break; }
  }
  REFUSED(syscall(-1), ENOSYS);
  return VERDICT;
}
