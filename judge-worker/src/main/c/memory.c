/*
 * The guest's memory. Nothing is ever touched but what lies, as a whole, in one of the regions that the front end
 * gave: every address is looked up here, with its length, and neither sum can overflow.
 */
#include "vsock.h"

#include <sys/mman.h>

static struct mapping {
  struct region region;
  uint8_t *base;
  size_t length;
} mappings[REGIONS_MAX];
static size_t mapped;

static void unmap_all(void) {
  for (size_t i = 0; i < mapped; i++) munmap(mappings[i].base, mappings[i].length);
  mapped = 0;
}

/* False when a region cannot be; nothing is mapped then. The files stay the caller's. */
bool memory_map(const struct region *regions, const int *files, size_t count) {
  unmap_all();
  if (count > REGIONS_MAX) return false;
  for (size_t i = 0; i < count; i++) {
    const struct region *region = &regions[i];
    uint64_t length, end;
    bool sound = region->size > 0 && !__builtin_add_overflow(region->size, region->offset, &length) &&
                 !__builtin_add_overflow(region->guest, region->size, &end) &&
                 !__builtin_add_overflow(region->front, region->size, &end) && length <= SIZE_MAX;
    void *base = sound ? mmap(NULL, (size_t)length, PROT_READ | PROT_WRITE, MAP_SHARED, files[i], 0) : MAP_FAILED;
    if (base == MAP_FAILED) {
      unmap_all();
      return false;
    }
    mappings[mapped++] = (struct mapping){*region, base, (size_t)length};
  }
  return true;
}

static void *look_up(uint64_t address, uint64_t length, bool of_front) {
  for (size_t i = 0; i < mapped; i++) {
    const struct region *region = &mappings[i].region;
    uint64_t start = of_front ? region->front : region->guest;
    if (address >= start && length <= region->size && address - start <= region->size - length)
      return mappings[i].base + region->offset + (address - start);
  }
  return NULL;
}

/* Where an address of the guest's is here, or NULL when it and what follows is not all memory. */
void *memory_of_guest(uint64_t address, uint64_t length) { return look_up(address, length, false); }

/* The same of an address of the front end's. */
void *memory_of_front(uint64_t address, uint64_t length, uint64_t alignment) {
  void *place = look_up(address, length, true);
  return (uintptr_t)place % alignment == 0 ? place : NULL;
}
