// expect: runtime_error (signal SIGSYS) or runtime_error (signal SIGSEGV)
// Code in the 32-bit segment of a 64-bit program makes calls of the 32-bit table.
#include <string.h>
#include <sys/mman.h>
int main(void) {
  unsigned char *code = mmap(0, 4096, 7, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  if (code == MAP_FAILED) return 1;
  /* mov $1,%eax; xor %ebx,%ebx; int $0x80: exit(0) */
  memcpy(code, "\xb8\x01\x00\x00\x00\x31\xdb\xcd\x80\xf4", 10);
  struct __attribute__((packed)) { unsigned address; unsigned short segment; } far = {(unsigned)(unsigned long)code, 0x23};
  __asm__ volatile("ljmpl *%0" : : "m"(far));
  return 2;
}
