package gavel.sandbox;

import static java.util.Map.entry;

import java.io.IOException;
import java.util.Map;

/**
 * What becomes of programs of the corpus without root, where that is not what their first lines
 * say. All of them are contained all the same.
 */
final class RootlessExceptions {
  /** The ids that there are in the program's user namespace are its own, no other has a meaning. */
  private static final String NO_SUCH_ID =
      "ids that do not exist in its user namespace are EINVAL, not EPERM";

  /** The kernel has it: seen from outside, the run's first process is the program's user, too. */
  private static final String SAME_USER =
      "it may signal the run's first process, whom the kernel does not let hear it";

  private static final String KERNEL_MEMORY =
      "what the kernel keeps for it counts in no process; the kernel's quotas bound it";

  /**
   * Instead of a first line.
   *
   * @param reason why it is otherwise
   */
  private record Otherwise(String line, String reason) {}

  private static final Map<String, Otherwise> ALL =
      Map.ofEntries(
          entry(
              "ends/our-own-program-as-interpreter.raw",
              new Otherwise(
                  "# expect: success printing \"\"",
                  "the launcher's file is this user's, and a program like any other in there")),
          entry(
              "escapes/own-setuid.c",
              new Otherwise(
                  "# expect: runtime_error (exit code 1) printing"
                      + " \"setuid(0)  (errno 22)\\nsetgid(0)  (errno 22)\\n"
                      + "setreuid(-1, 0)  (errno 22)\\nsetresuid(0, 0, 0)  (errno 22)\\n"
                      + "fchown(file, 0, 0)  (errno 22)\\n"
                      + "chown(\\\"/tmp\\\", before, before)  (errno 0)\\n\"",
                  NO_SUCH_ID + "; /tmp is its own, and made anew for each run")),
          entry(
              "escapes/preloaded.js",
              new Otherwise(
                  "# expect: runtime_error (exit code 1) printing \"kill init\\n\"", SAME_USER)),
          entry(
              "escapes/shell-tools.sh",
              new Otherwise(
                  "# expect: runtime_error (exit code 1) printing \" [kill -9 1]\\n\"", SAME_USER)),
          entry(
              "kernel/settings.py",
              new Otherwise(
                  "# expect: runtime_error (exit code 1)",
                  "it may write the settings of its own ipc namespace, see docs/adr/006")),
          entry(
              "memory/Direct.java",
              new Otherwise(
                  "# expect: memory_exceeded or timeout (cpu)",
                  "512 MiB outside the heap take it about the time that it has")),
          entry(
              "memory/fill-shm.c",
              new Otherwise(
                  "# expect: output_exceeded (file size)",
                  "a memfd that is not mapped counts in no process; it is a file of limited size")),
          entry(
              "memory/messages.c",
              new Otherwise("# expect: runtime_error (exit code 1)", KERNEL_MEMORY)),
          entry("memory/pipes.c", new Otherwise("# expect: timeout (wall)", KERNEL_MEMORY)),
          entry(
              "memory/semaphores.c",
              new Otherwise(
                  "# expect: timeout (cpu) or timeout (wall) or runtime_error (exit code 1)",
                  KERNEL_MEMORY)),
          entry(
              "memory/unix-sockets.c",
              new Otherwise("# expect: timeout (cpu) or timeout (wall)", KERNEL_MEMORY)),
          entry(
              "processes/other-cpu.c",
              new Otherwise(
                  "# expect: runtime_error (exit code 1)",
                  "nothing but its affinity keeps it on its CPUs")),
          entry(
              "processes/signals-by-descriptors.c",
              new Otherwise(
                  "# expect: runtime_error (exit code 1) printing \"kill(1, 0)  (errno 0)\\n\"",
                  SAME_USER)),
          entry(
              "processes/signals-to-init.c",
              new Otherwise("# expect: runtime_error (exit code 1)", SAME_USER)),
          entry(
              "processes/stop-the-others.c",
              new Otherwise(
                  "# expect: runtime_error (exit code 1) printing \"kill(1, SIGSTOP)  (errno 0)\\n"
                      + "kill(getppid(), SIGTERM)  (errno 0)\\n\"",
                  SAME_USER)),
          entry(
              "sockets/forged-credentials.c",
              new Otherwise(
                  "# expect: runtime_error (exit code 1) printing"
                      + " \"send_as(pair[0], (struct ucred){getpid(), 0, 0})  (errno 22)\\n\"",
                  NO_SUCH_ID)));

  private RootlessExceptions() {}

  /** What is expected of a program, and why where that is not what its first line says. */
  static HostileExpectation expectation(HostileProgram program) throws IOException {
    Otherwise otherwise = ALL.get(program.name());
    return otherwise == null ? program.expectation() : HostileExpectation.parse(otherwise.line());
  }

  /** Said where an exception does not hold. */
  static String reason(HostileProgram program) {
    Otherwise otherwise = ALL.get(program.name());
    return otherwise == null ? "as its first line says" : otherwise.reason();
  }
}
