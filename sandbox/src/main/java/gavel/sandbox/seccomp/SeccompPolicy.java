package gavel.sandbox.seccomp;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What becomes of each system call of a sandboxed program on x86-64. */
public final class SeccompPolicy {
  private static final int ENOSYS = 38;

  private final Syscalls syscalls;
  private final SortedMap<Integer, Rule> rules;
  private final ReentrantLock assembling = new ReentrantLock();
  private @Nullable BpfProgram assembled;

  /** Rules by system call number; numbers without one fail with ENOSYS. */
  SeccompPolicy(Syscalls syscalls, SortedMap<Integer, Rule> rules) {
    this.syscalls = syscalls;
    this.rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
  }

  /**
   * The policy for programs that nobody trusts, all languages alike.
   *
   * @throws UnsupportedOperationException on any machine but x86-64, with a message for the user
   */
  public static SeccompPolicy standard() {
    requireX86x64(System.getProperty("os.arch", "unknown"));
    return Standard.POLICY;
  }

  /** The same for all slots: to assemble it takes a while. */
  private static final class Standard {
    private static final SeccompPolicy POLICY = standardForX86x64();
  }

  static SeccompPolicy standardForX86x64() {
    Syscalls syscalls = Syscalls.x86x64();
    return new SeccompPolicy(syscalls, StandardRules.of(syscalls));
  }

  static void requireX86x64(String architecture) {
    if (!"amd64".equals(architecture.toLowerCase(Locale.ROOT))) {
      throw new UnsupportedOperationException(
          "The sandbox knows the system calls of x86-64 only and this machine is "
              + architecture
              + "; run the guest executor on an x86-64 machine");
    }
  }

  /** The filter; calls of another architecture (32-bit entry points) kill the process. */
  public BpfProgram assemble() {
    assembling.lock();
    try {
      BpfProgram program = assembled;
      if (program == null) {
        program = PolicyCompiler.compile(rules, Action.KILL_PROCESS, Action.errno(ENOSYS));
        assembled = program;
      }
      return program;
    } finally {
      assembling.unlock();
    }
  }

  /** The name of a system call, empty when this version does not know the number. */
  public Optional<String> nameOf(int number) {
    return syscalls.name(number);
  }

  /** The rules by number. */
  SortedMap<Integer, Rule> rules() {
    return rules;
  }
}
