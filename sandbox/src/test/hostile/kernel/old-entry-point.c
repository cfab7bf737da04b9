// expect: runtime_error (signal SIGSYS)
int main(void) {
  long result = 20; /* getpid of the 32-bit table */
  __asm__ volatile("int $0x80" : "+a"(result));
  return result > 0 ? 0 : 1;
}
