// expect: runtime_error (signal SIGBUS)
#include <fcntl.h>
#include <sys/mman.h>
int main(void) {
  int file = open("/tmp/empty", O_CREAT | O_RDWR, 0600);
  return *(volatile char *)mmap(0, 4096, PROT_READ, MAP_SHARED, file, 0);
}
