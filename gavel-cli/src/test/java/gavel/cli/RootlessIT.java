package gavel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a user without root. */
@Tag("sandbox")
class RootlessIT {
  private static final int UID = OrdinaryUser.UID;
  private static final Path SAMPLES = Path.of(System.getProperty("gavel.home"), "share", "samples");

  @TempDir Path dir;

  @BeforeEach
  void giveAway() throws IOException {
    OrdinaryUser.own(dir);
  }

  @AfterEach
  void nothingOfItLives() {
    OrdinaryUser.assertNothingLives();
  }

  private JsonNode run(String name, String source, String... options)
      throws IOException, InterruptedException {
    Path file = Files.writeString(dir.resolve(name), source);
    String[] arguments =
        Stream.concat(Stream.of("run", file.toString(), "--json"), Stream.of(options))
            .toArray(String[]::new);
    Gavel.Outcome outcome = Gavel.runAs(UID, dir, arguments);
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    return outcome.json();
  }

  private static void assertStatus(JsonNode json, String status) {
    assertThat(json.path("status").asText()).as(json.toString()).isEqualTo(status);
  }

  @Test
  void saysOnceWhatIsNotEnforced() throws Exception {
    Path file = Files.writeString(dir.resolve("hello.c"), "int main(void) { return 0; }\n");
    Gavel.Outcome outcome = Gavel.runAs(UID, dir, "run", file.toString());
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stderr()).containsOnlyOnce("without root").contains("success");
  }

  @Test
  void theDoctorIsAboutThisUser() throws Exception {
    Gavel.Outcome outcome = Gavel.runAs(UID, dir, "doctor", "--json");
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isZero();
    assertThat(outcome.json().path("ok").asBoolean()).isTrue();
    Map<String, String> levels = new HashMap<>();
    for (JsonNode check : outcome.json().path("checks")) {
      levels.put(check.path("name").asText(), check.path("status").asText());
    }
    for (String lost : List.of("root", "capabilities", "cgroups")) {
      assertThat(levels).containsEntry(lost, "warn");
    }
    for (String there :
        List.of(
            "mount namespace",
            "sandbox",
            "run",
            "limits",
            "language c",
            "language java",
            "user namespaces",
            "whole proc",
            "process limits")) {
      assertThat(levels).containsEntry(there, "ok");
    }
  }

  /** As in a container. */
  @Test
  void theDoctorSaysThatPartOfProcIsHidden() throws Exception {
    Gavel.Outcome outcome = Gavel.runWithoutWholeProc(UID, dir, "doctor", "--json");
    assertThat(outcome.exitCode()).as(outcome.stdout() + outcome.stderr()).isEqualTo(3);
    assertThat(outcome.stdout()).contains("systempaths=unconfined");
  }

  @Test
  void readsAndWrites() throws Exception {
    Path input = Files.writeString(dir.resolve("input"), "world\n");
    Files.setAttribute(input, "unix:uid", UID);
    JsonNode json = run("hello.py", "print('hello', input())\n", "--stdin", input.toString());
    assertStatus(json, "success");
    assertThat(json.path("stdout").asText()).isEqualTo("hello world\n");
    assertThat(json.path("unenforced").size()).isPositive();
  }

  @Test
  void timeIsLimited() throws Exception {
    JsonNode busy =
        run(
            "busy.c",
            "#include <unistd.h>\nint main(void) { fork(); for (volatile long i = 0;; i++); }\n",
            "--time-limit",
            "300ms");
    assertStatus(busy, "timeout");
    assertThat(busy.path("limit").asText()).isEqualTo("cpu_time");
    JsonNode idle =
        run(
            "idle.c",
            "#include <unistd.h>\nint main(void) { for (;;) pause(); }\n",
            "--time-limit",
            "100ms");
    assertStatus(idle, "timeout");
    assertThat(idle.path("limit").asText()).isEqualTo("wall_time");
  }

  @Test
  void memoryOfAllProcessesIsLimited() throws Exception {
    String source =
        """
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        int main(void) {
          for (int i = 0; i < 4; i++)
            if (fork() == 0) {
              volatile char *p = malloc(40 << 20);
              for (int at = 0; at < 40 << 20; at += 4096) p[at] = 1;
              for (;;) pause();
            }
          for (;;) pause();
        }
        """;
    assertStatus(run("tree.c", source, "--memory-limit", "100MiB"), "memory_exceeded");
    String shared =
        """
        #include <stdlib.h>
        #include <string.h>
        #include <sys/wait.h>
        #include <unistd.h>
        int main(void) {
          volatile char *p = malloc(40 << 20);
          for (int at = 0; at < 40 << 20; at += 4096) p[at] = 1;
          for (int i = 0; i < 4; i++)
            if (fork() == 0) return usleep(200000), p[0] - 1;
          while (wait(0) > 0) continue;
        }
        """;
    assertStatus(run("shared.c", shared, "--memory-limit", "100MiB"), "success");
  }

  private static final String SHARED =
      """
      #define _GNU_SOURCE
      #include <fcntl.h>
      #include <string.h>
      #include <sys/mman.h>
      #include <sys/shm.h>
      #include <unistd.h>
      enum { SIZE = 45 << 20 };
      static void *map(int flags, int file) {
        return mmap(0, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | flags, file, 0);
      }
      static int sized(int file) { return ftruncate(file, SIZE) == 0 ? file : -1; }
      static void touch(volatile char *p) { for (int i = 0; i < SIZE; i += 4096) p[i] = 1; }
      int main(void) {
        void *p = 0;
        for (int i = 0; i < TIMES; i++) {
          STEP
          touch(p);
        }
        usleep(200000);
        return 0;
      }
      """;

  /** Shared memory of each kind: below the limit once, above it twice. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "p = map(MAP_ANONYMOUS, -1);",
        "p = map(0, sized(memfd_create(\"x\", 0)));",
        "shmdt(p); p = shmat(shmget(IPC_PRIVATE, SIZE, 0600), 0, 0);",
        "p = map(0, sized(open(i ? \"/tmp/x\" : \"/dev/shm/x\", O_CREAT | O_RDWR, 0600)));"
      })
  void sharedMemoryIsLimited(String step) throws Exception {
    String source = SHARED.replace("STEP", step);
    for (int times = 1; times <= 2; times++) {
      String program = "#define TIMES " + times + "\n" + source;
      assertStatus(
          run("shared.c", program, "--memory-limit", "64MiB"),
          times == 1 ? "success" : "memory_exceeded");
    }
  }

  @Test
  void filesAreLimitedAsMemory() throws Exception {
    String source =
        """
        import time
        for i in range(2):
          with open(("/tmp/x", "/dev/shm/x")[i], "wb") as file:
            for _ in range(45): file.write(bytes(1 << 20))
        time.sleep(0.2)
        """;
    assertStatus(run("files.py", source, "--memory-limit", "64MiB"), "memory_exceeded");
    assertStatus(run("files.py", source, "--memory-limit", "128MiB"), "success");
  }

  @Test
  void forkBombsAreContained() throws Exception {
    String source = "#include <unistd.h>\nint main(void) { for (;;) fork(); }\n";
    assertStatus(run("bomb.c", source, "--time-limit", "300ms"), "timeout");
  }

  @Test
  void runsAreOnTheirCpus() throws Exception {
    String source = "import os\nprint(sorted(os.sched_getaffinity(0)))\n";
    assertThat(run("cpus.py", source, "--cpus", "0-1").path("stdout").asText())
        .isEqualTo("[0, 1]\n");
    assertThat(run("cpus.py", source, "--cpus", "1").path("stdout").asText()).isEqualTo("[1]\n");
    assertThat(run("cpus.py", source).path("stdout").asText()).matches("\\[\\d+]\n");
  }

  /** It ends when its threads were seen on two CPUs. */
  @Test
  void severalCpusAreUsed() throws Exception {
    String source =
        """
        #define _GNU_SOURCE
        #include <pthread.h>
        #include <sched.h>
        #include <stdatomic.h>
        static _Atomic unsigned seen;
        static void *busy(void *end) {
          while (__builtin_popcount(seen) < 2) seen |= 1u << sched_getcpu();
          return end;
        }
        int main(void) { pthread_t other; pthread_create(&other, 0, busy, 0); busy(0); }
        """;
    assertStatus(run("both.c", source, "--cpus", "0-1", "--time-limit", "10s"), "success");
    assertStatus(run("both.c", source, "--cpus", "0", "--time-limit", "300ms"), "timeout");
  }

  @Test
  void attacksAreNamed() throws Exception {
    String source =
        """
        #include <sys/ptrace.h>
        int main(void) { return (int)ptrace(PTRACE_ATTACH, 1, 0, 0); }
        """;
    JsonNode json = run("attack.c", source);
    assertStatus(json, "security_violation");
    assertThat(json.path("reason").asText()).contains("ptrace");
  }

  /** The program is the user's own, seen from outside: it must not have what is the user's. */
  @Test
  void whatIsTheUsersIsOutOfReach() throws Exception {
    Path input = Files.writeString(dir.resolve("input"), "mine\n");
    Files.setAttribute(input, "unix:uid", UID);
    String source =
        """
        import ctypes, os, resource, signal, socket
        libc = ctypes.CDLL(None, use_errno=True)
        def attempt(name, action):
          try:
            action()
            print(name)
          except (OSError, ValueError, PermissionError):
            pass
        for path in ("/home", "/root", "%s", "/proc/1/mem", "/proc/1/environ", "/proc/1/fd"):
          attempt(path, lambda: os.open(path, os.O_RDONLY))
        for path in ("/box/x", "/x", "/dev/x", "/etc/passwd", "/proc/sys/kernel/hostname"):
          attempt("write " + path, lambda: os.open(path, os.O_WRONLY | os.O_CREAT))
        attempt("input", lambda: os.open("/proc/self/fd/0", os.O_RDWR))
        attempt("input's mode", lambda: os.fchmod(0, 0o666))
        attempt("box", lambda: os.chmod("/box", 0o777))
        attempt("root", lambda: os.setuid(0))
        attempt("network", lambda: socket.socket(socket.AF_INET))
        attempt("limits", lambda: resource.prlimit(1, resource.RLIMIT_CPU, (0, 0)))
        attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
        attempt("affinity", lambda: os.sched_setaffinity(1, {0}))
        for number in (signal.SIGKILL, signal.SIGSTOP):
          os.kill(1, number)
        for line in open("/proc/self/status"):
          if line.startswith("Cap") and int(line.split()[1], 16) != 0:
            print(line)
        if len([name for name in os.listdir("/proc") if name.isdigit()]) != 1:
          print("others")
        """
            .formatted(dir);
    JsonNode json = run("reach.py", source, "--stdin", input.toString());
    assertStatus(json, "success");
    assertThat(json.path("stdout").asText()).isEmpty();
  }

  @Test
  void judges() throws Exception {
    String problem = SAMPLES.resolve("sum").toString();
    Path source = SAMPLES.resolve("sum/submissions/accepted/Sum.java");
    Gavel.Outcome outcome =
        Gavel.runAs(UID, dir, "judge", "--problem", problem, source.toString(), "--json");
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stderr()).containsOnlyOnce("without root");
    assertThat(outcome.json().path("verdict").asText()).isEqualTo("AC");
  }
}
