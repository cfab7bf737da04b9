// expect: success printing "ok"
// Standard error is only cut, however much it is.
#include <unistd.h>
int main(void) {
  static char block[65536];
  for (int i = 0; i < 200; i++) write(2, block, sizeof block);
  return write(1, "ok", 2) == 2 ? 0 : 1;
}
