// expect: success
// Each signal that ends a process does so here, too: none is ignored or blocked from the start.
#include "../probe.h"
int main(void) {
  for (int number = 1; number < 65; number++) {
    if (number == SIGCHLD || number == SIGCONT || number == SIGURG || number == SIGWINCH || number == 32 || number == 33) continue;
    int status = 0;
    pid_t child = fork();
    if (child == 0) { kill(getpid(), number); _exit(0); }
    MUST(waitpid(child, &status, WUNTRACED) == child);
    int stops = number == SIGSTOP || number == SIGTSTP || number == SIGTTIN || number == SIGTTOU;
    if (stops && number != SIGSTOP ? !WIFEXITED(status) && !WIFSTOPPED(status)
              : stops ? !WIFSTOPPED(status) : !WIFSIGNALED(status) || WTERMSIG(status) != number)
      found("signal", strsignal(number));
    if (stops) kill(child, SIGKILL), waitpid(child, &status, 0);
  }
  return VERDICT;
}
