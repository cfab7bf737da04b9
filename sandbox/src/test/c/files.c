/* files DIRECTORY COUNT BYTES [IGNORE]: makes files, closed after each; its status is errno. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv) {
  static char chunk[4096];
  if (argc > 4) signal(SIGXFSZ, SIG_IGN);
  for (int i = 0; i < atoi(argv[2]); i++) {
    char path[64];
    snprintf(path, sizeof path, "%s/%d", argv[1], i);
    int file = open(path, O_CREAT | O_WRONLY, 0600);
    if (file < 0) return errno;
    for (long left = atol(argv[3]); left > 0;) {
      ssize_t count = write(file, chunk, left < 4096 ? left : 4096);
      if (count < 0) return errno;
      left -= count;
    }
    close(file);
  }
  return 0;
}
