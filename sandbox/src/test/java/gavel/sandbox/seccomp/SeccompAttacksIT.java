package gavel.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.sandbox.seccomp.FilteredRun.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the kernel makes of forbidden calls under the filter. */
@Tag("sandbox")
final class SeccompAttacksIT {
  private static final int ENOSYS = 38;
  private static final int KILLED = 128 + 9;
  private static final int KILLED_BY_FILTER = 128 + 31;

  @TempDir private static Path directory;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static FilteredRun filtered;

  @BeforeAll
  static void compileTheProbe() throws IOException, InterruptedException {
    filtered = new FilteredRun(directory);
    filtered.source(
        "probe.c",
        """
        #include <errno.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        int main(int argc, char **argv) {
          if (strcmp(argv[1], "int80") == 0) {
            int result;
            __asm__ volatile("int $0x80" : "=a"(result) : "a"(20) : "memory");
            return 0;
          }
          long number = strtol(argv[1], 0, 0);
          long first = strtoul(argv[2], 0, 0), second = strtoul(argv[3], 0, 0);
          return syscall(number, first, second, 0, 0, 0) < 0 ? errno : 0;
        }
        """);
    assertThat(filtered.run("/usr/bin/gcc", "-w", "-o", "probe", "probe.c").status()).isZero();
  }

  private static Ended call(String... arguments) throws IOException, InterruptedException {
    String[] argv = {directory.resolve("probe").toString(), "0", "0", "0"};
    System.arraycopy(arguments, 0, argv, 1, arguments.length);
    return filtered.run(argv);
  }

  @ParameterizedTest
  @CsvSource({
    "ptrace,0,0",
    "mount,0,0",
    "unshare,0x10000000,0",
    "clone,0x10000011,0",
    "setns,0,0",
    "bpf,0,0",
    "process_vm_readv,1,0",
    "open_by_handle_at,0,0",
    "keyctl,0,0",
    "chroot,0,0"
  })
  void areReportedByNumber(String name, String first, String second) throws Exception {
    int number = Syscalls.x86x64().number(name);

    Ended ended = call(Integer.toString(number), first, second);

    assertThat(ended.errors()).isEqualTo("notified " + number + "\n");
    assertThat(ended.status()).isEqualTo(KILLED);
  }

  @ParameterizedTest
  @CsvSource({
    "io_uring_setup,1,0,1",
    "socket,2,1,97",
    "socket,40,1,97",
    "socket,16,3,97",
    "socket,1,1,0",
    "ioctl,0,0x5412,1",
    "ioctl,0,0x100005412,1",
    "prctl,22,2,1",
    "seccomp,0,0,1",
    "personality,0x0040000,0,1",
    "personality,0xffffffff,0,0",
    "clone3,0,0,38",
    "name_to_handle_at,0,0,1",
    "sync,0,0,0"
  })
  void areRefused(String name, String first, String second, int errno) throws Exception {
    Ended ended = call(Integer.toString(Syscalls.x86x64().number(name)), first, second);

    assertThat(ended).isEqualTo(new Ended(errno, "", ""));
  }

  @Test
  void unknownNumbersAreNotImplemented() throws Exception {
    assertThat(call("1000").status()).isEqualTo(ENOSYS);
    assertThat(call("-1").status()).isEqualTo(ENOSYS);
    assertThat(call("0x40000065").status()).as("ptrace by the x32 entry").isEqualTo(ENOSYS);
  }

  @Test
  void the32BitEntryIsDeadly() throws Exception {
    assertThat(call("int80").status()).isEqualTo(KILLED_BY_FILTER);
  }
}
