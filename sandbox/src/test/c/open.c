/* open COUNT: opens a file so often and keeps it open; its status is errno. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  for (int i = 0; i < atoi(argv[1]); i++)
    if (open("/dev/null", O_RDONLY) < 0) return errno;
  return 0;
}
