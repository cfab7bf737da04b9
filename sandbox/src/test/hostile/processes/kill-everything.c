// expect: success
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
int main(void) {
  kill(-1, SIGKILL); /* all but ourselves and pid 1 */
  for (int i = 1; i < 65; i++) kill(1, i);
  kill(getppid(), SIGKILL);
  usleep(50000);
  return 0;
}
