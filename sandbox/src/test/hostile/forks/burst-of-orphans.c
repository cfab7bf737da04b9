// expect: success
#include <unistd.h>
int main(void) {
  for (int i = 0; i < 500; i++)
    if (fork() == 0) { if (fork() == 0) usleep(1000); _exit(0); }
  return 0;
}
