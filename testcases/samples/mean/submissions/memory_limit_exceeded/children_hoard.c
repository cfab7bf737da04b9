/* Memory limit exceeded: eight children take 64 MiB each, none of them too much alone. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  const size_t size = 64 << 20;
  int hold[2];
  char end;
  if (pipe(hold) != 0) {
    return 1;
  }
  for (int i = 0; i < 8; i++) {
    if (fork() == 0) {
      close(hold[1]);
      volatile char *hoard = malloc(size);
      if (hoard == NULL) {
        return 1;
      }
      for (size_t page = 0; page < size; page += 4096) {
        hoard[page] = 1;
      }
      /* Keeps it until the parent closes the pipe or is gone. */
      return read(hold[0], &end, 1) > 0;
    }
  }
  sleep(1);
  close(hold[1]);
  while (wait(NULL) > 0) {
  }
  return 0;
}
