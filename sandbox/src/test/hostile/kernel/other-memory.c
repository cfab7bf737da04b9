// expect: security_violation (process_vm_writev)
#define _GNU_SOURCE
#include <sys/uio.h>
#include <unistd.h>
int main(void) {
  char byte = 0;
  struct iovec part = {&byte, 1};
  return process_vm_writev(getppid(), &part, 1, &part, 1, 0) > 0;
}
