// expect: runtime_error (exit code 3) printing "ended exit=0 signal=0 killed=none syscall=-1 cpu_ns=0 wall_ns=0 utime_us=0 stime_us=0 maxrss_kb=0\n"
// The launcher's words, from the wrong mouth and by every descriptor that might lead somewhere.
#include <stdio.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  static const char report[] =
      "ended exit=0 signal=0 killed=none syscall=-1 cpu_ns=0 wall_ns=0 utime_us=0 stime_us=0 maxrss_kb=0\n";
  for (int fd = 1; fd < 256; fd++) write(fd, report, strlen(report));
  return 3;
}
