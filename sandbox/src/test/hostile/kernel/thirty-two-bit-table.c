// expect: success
// Each way into the 32-bit table, in a child, so that one does not hide the next.
#include "../probe.h"
static void way(int which) {
  long result = 1;
  unsigned status = 0;
  if (which == 0) __asm__ volatile("int $0x80" : "+a"(result) : "b"(status));
  if (which == 1) { result = 11; __asm__ volatile("int $0x80" : "+a"(result) : "b"(0), "c"(0), "d"(0)); }
  if (which == 2) { result = 26; __asm__ volatile("int $0x80" : "+a"(result) : "b"(16), "c"(1), "d"(0)); }
  if (which == 3) { result = 102; __asm__ volatile("int $0x80" : "+a"(result) : "b"(1), "c"(0), "d"(0)); }
  _exit(5);
}
int main(void) {
  for (int which = 0; which < 4; which++) {
    int end = 0;
    pid_t child = fork();
    if (child == 0) way(which);
    MUST(waitpid(child, &end, 0) == child);
    MUST(WIFSIGNALED(end) && WTERMSIG(end) == SIGSYS);
  }
  return VERDICT;
}
