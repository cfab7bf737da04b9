// expect: security_violation (open_by_handle_at)
// With a guessed handle of the root directory's inode: how containers of old were left.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
  struct file_handle *handle = calloc(1, sizeof *handle + 8);
  handle->handle_bytes = 8;
  handle->handle_type = 1;
  memcpy(handle->f_handle, (unsigned[]){2, 0}, 8);
  return open_by_handle_at(open("/box", O_RDONLY), handle, O_RDONLY) >= 0;
}
