// expect: timeout (wall) under wall 500ms
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  while (fork() > 0) ;
  for (;;) pause();
}
