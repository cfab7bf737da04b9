// expect: success
// One CPU, and no way to the neighbour's.
#include "../probe.h"
#include <sched.h>
int main(void) {
  cpu_set_t own, others;
  MUST(sched_getaffinity(0, sizeof own, &own) == 0 && CPU_COUNT(&own) == 1);
  CPU_ZERO(&others);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) if (!CPU_ISSET(cpu, &own)) CPU_SET(cpu, &others);
  REFUSED(sched_setaffinity(0, sizeof others, &others), EINVAL);
  memset(&others, 0xff, sizeof others);
  sched_setaffinity(0, sizeof others, &others);
  MUST(sched_getaffinity(0, sizeof own, &own) == 0 && CPU_COUNT(&own) == 1);
  for (int i = 0; i < 1000; i++) { MUST(CPU_ISSET(sched_getcpu(), &own)); sched_yield(); }
  return VERDICT;
}
