// expect: memory_exceeded
// The one who is killed is not the one who reports: that it was near must not be lost.
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  if (fork() == 0) {
    int score = open("/proc/self/oom_score_adj", O_WRONLY);
    write(score, "1000", 4);
    for (;;) { char *block = malloc(1 << 20); if (block) memset(block, 1, 1 << 20); }
  }
  wait(0);
  return 0;
}
