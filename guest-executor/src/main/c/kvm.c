/* Whether virtual machines run here: a machine with 4 KiB of memory whose one CPU adds, and halts. */
#include "probe.h"

#include <fcntl.h>
#include <linux/kvm.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

enum { PAGE = 4096, SUM = 5 };

/* add %bl,%al; mov %al,(0x100); hlt, in real mode. Looking at memory afterwards shows that it really ran. */
static const unsigned char CODE[] = {0x00, 0xd8, 0xa2, 0x00, 0x01, 0xf4};

static void enter_real_mode(int cpu) {
  struct kvm_sregs special;
  struct kvm_regs registers = {.rax = 2, .rbx = SUM - 2, .rflags = 2};
  checked(ioctl(cpu, KVM_GET_SREGS, &special), "KVM_GET_SREGS");
  special.cs.base = 0;
  special.cs.selector = 0;
  checked(ioctl(cpu, KVM_SET_SREGS, &special), "KVM_SET_SREGS");
  checked(ioctl(cpu, KVM_SET_REGS, &registers), "KVM_SET_REGS");
}

void probe_kvm(void) {
  int kvm = checked(open("/dev/kvm", O_RDWR | O_CLOEXEC), "open /dev/kvm");
  if (checked(ioctl(kvm, KVM_GET_API_VERSION, 0), "KVM_GET_API_VERSION") != KVM_API_VERSION)
    give_up("KVM_GET_API_VERSION", ENOTSUP);
  int machine = checked(ioctl(kvm, KVM_CREATE_VM, 0), "KVM_CREATE_VM");
  unsigned char *memory = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) give_up("mmap", errno);
  memcpy(memory, CODE, sizeof CODE);
  struct kvm_userspace_memory_region region = {.memory_size = PAGE, .userspace_addr = (uintptr_t)memory};
  checked(ioctl(machine, KVM_SET_USER_MEMORY_REGION, &region), "KVM_SET_USER_MEMORY_REGION");
  int cpu = checked(ioctl(machine, KVM_CREATE_VCPU, 0), "KVM_CREATE_VCPU");
  int size = checked(ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0), "KVM_GET_VCPU_MMAP_SIZE");
  struct kvm_run *run = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, cpu, 0);
  if (run == MAP_FAILED) give_up("mmap of the CPU", errno);
  enter_real_mode(cpu);
  checked(ioctl(cpu, KVM_RUN, 0), "KVM_RUN");
  if (run->exit_reason == KVM_EXIT_INTERNAL_ERROR) give_up("KVM_RUN: emulation failure", ENOTSUP);
  if (run->exit_reason != KVM_EXIT_HLT) give_up("KVM_RUN: it did not halt", ENOTSUP);
  if (memory[0x100] != SUM) give_up("KVM_RUN: it did not add", ENOTSUP);
}
