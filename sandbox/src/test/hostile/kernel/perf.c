// expect: security_violation (perf_event_open)
#include <linux/perf_event.h>
#include <sys/syscall.h>
#include <unistd.h>
int main(void) {
  struct perf_event_attr attributes = {.type = PERF_TYPE_SOFTWARE, .size = sizeof attributes, .exclude_kernel = 1};
  return syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0) >= 0;
}
