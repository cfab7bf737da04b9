// expect: success printing "first"
#include <unistd.h>
int main(void) {
  write(1, "first", 5);
  if (fork() == 0) { usleep(300000); write(1, "second", 6); pause(); }
  return 0;
}
