// expect: success
// Keys of users and sessions, which belong to no namespace but the user's.
#include "../probe.h"
int main(void) {
  char line[256];
  int count = 0;
  FILE *keys = fopen("/proc/keys", "r");
  while (keys && fgets(line, sizeof line, keys)) {
    if (strstr(line, "_uid.") || strstr(line, "keyring: _ses") || strstr(line, "trace")) found("key", line);
    count++;
  }
  MUST(count < 100);
  return VERDICT;
}
