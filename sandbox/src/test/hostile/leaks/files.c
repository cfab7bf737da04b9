// expect: success
// Leaves files everywhere it can, and finds none but its own; a moment later they are still its own.
#include "../probe.h"
#include <dirent.h>
static int entries(const char *path) {
  DIR *directory = opendir(path);
  int count = 0;
  while (directory && readdir(directory)) count++;
  return count;
}
int main(void) {
  static const char *const places[] = {"/tmp", "/dev/shm"};
  char name[64], text[32], mine[32];
  snprintf(mine, sizeof mine, "%ld", random() + getpid() + (long)mine);
  for (int i = 0; i < 2; i++) {
    MUST(entries(places[i]) == 2);
    snprintf(name, sizeof name, "%s/trace", places[i]);
    int file = open(name, O_CREAT | O_EXCL | O_RDWR, 0666);
    MUST(file >= 0 && write(file, mine, sizeof mine) == sizeof mine);
  }
  usleep(200000);
  for (int i = 0; i < 2; i++) {
    MUST(entries(places[i]) == 3);
    snprintf(name, sizeof name, "%s/trace", places[i]);
    MUST(read(open(name, O_RDONLY), text, sizeof text) == sizeof text && memcmp(text, mine, sizeof mine) == 0);
  }
  return VERDICT;
}
