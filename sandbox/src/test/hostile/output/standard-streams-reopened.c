// expect: success printing "abcd"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  static const char *const names[] = {"/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"};
  if (write(1, "a", 1) != 1) return 1;
  for (int i = 0; i < 3; i++) {
    int out = open(names[i], O_WRONLY | O_APPEND);
    if (out < 0 || write(out, &"bcd"[i], 1) != 1) return 2 + i;
  }
  return open("/dev/stderr", O_WRONLY) < 0 || open("/dev/stdin", O_RDONLY) < 0 ? 9 : 0;
}
