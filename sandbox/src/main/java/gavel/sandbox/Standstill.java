package gavel.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A moment in which every thread of a program waited: to read from a pipe or write to one, or, at
 * least one doing that, for another thread or process of the program. Nothing that a program does
 * by itself ends such a wait and lets it go on: it has no handler for a signal that a timer sends.
 * Two equal ones mean that none of the threads has run in between.
 *
 * @param switches how often each thread has given up its CPU
 */
public record Standstill(Map<Long, Long> switches) {
  private static final Path PROC = Path.of("/proc");
  private static final String SWITCHES = "voluntary_ctxt_switches:";
  private static final String CAUGHT = "SigCgt:";

  /** SIGALRM, SIGVTALRM, SIGPROF, SIGIO, and those from SIGRTMIN on: signal(7), setitimer(2). */
  private static final long OF_TIMERS = 1L << 13 | 1L << 25 | 1L << 26 | 1L << 28 | -1L << 33;

  private static final Set<Long> PIPE_CALLS =
      Set.of(0L, 1L, 19L, 20L); // read, write, readv, writev
  private static final Set<Long> WAIT_CALLS = Set.of(61L, 247L); // wait4, waitid
  private static final long FUTEX = 202;
  private static final int TIMEOUT_OF_FUTEX = 4;

  /** What a thread of the program does. */
  private enum Doing {
    PIPE,
    WAIT,
    OTHER
  }

  /** Copies the numbers. */
  public Standstill {
    switches = Map.copyOf(switches);
  }

  /**
   * Looks at all that a launcher's stubs have started. Empty also where something of it cannot be
   * seen.
   */
  static Optional<Standstill> of(long launcher) {
    try {
      return look(launcher);
    } catch (IOException unseen) {
      return Optional.empty();
    }
  }

  private static Optional<Standstill> look(long launcher) throws IOException {
    Path own = Files.readSymbolicLink(process(launcher).resolve("exe"));
    List<Long> found = new ArrayList<>();
    for (long stub : children(launcher)) {
      found.addAll(children(stub));
    }
    Map<Long, Long> switches = new HashMap<>();
    boolean pipe = false;
    for (int i = 0; i < found.size(); i++) {
      Path process = process(found.get(i));
      if (own.equals(Files.readSymbolicLink(process.resolve("exe")))) {
        return Optional.empty(); // before its execve
      }
      for (Path task : list(process.resolve("task"))) {
        Doing doing = doing(process, task);
        List<String> status = lines(task.resolve("status"));
        OptionalLong count = field(status, SWITCHES, 10);
        OptionalLong caught = field(status, CAUGHT, 16);
        if (doing == Doing.OTHER
            || count.isEmpty()
            || caught.isEmpty()
            || (caught.getAsLong() & OF_TIMERS) != 0) {
          return Optional.empty();
        }
        pipe |= doing == Doing.PIPE;
        switches.put(number(task), count.getAsLong());
      }
      found.addAll(children(found.get(i)));
    }
    return pipe ? Optional.of(new Standstill(switches)) : Optional.empty();
  }

  /** By {@code syscall}, see proc_pid_syscall(5): the call's number and its arguments in hex. */
  private static Doing doing(Path process, Path task) throws IOException {
    List<String> call = words(text(task.resolve("syscall")));
    String stat = text(task.resolve("stat"));
    boolean sleeps = stat.startsWith("S", stat.lastIndexOf(')') + 2);
    if (!sleeps || call.size() <= TIMEOUT_OF_FUTEX || call.getFirst().startsWith("-")) {
      return Doing.OTHER;
    }
    long number = Long.parseLong(call.getFirst());
    if (PIPE_CALLS.contains(number)) {
      // A register of 64 bits, of which the call looks at the lower ones (read(2): an int).
      long register = Long.parseUnsignedLong(call.get(1).substring(2), 16);
      String descriptor = Integer.toUnsignedString((int) register);
      Path target = Files.readSymbolicLink(process.resolve("fd").resolve(descriptor));
      return target.toString().startsWith("pipe:") ? Doing.PIPE : Doing.OTHER;
    }
    boolean waits =
        WAIT_CALLS.contains(number)
            || (number == FUTEX && call.get(TIMEOUT_OF_FUTEX).equals("0x0"));
    return waits ? Doing.WAIT : Doing.OTHER;
  }

  private static OptionalLong field(List<String> status, String name, int radix) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(name.length()).strip(), radix))
        .findFirst();
  }

  /** Names of threads may be any bytes. */
  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static List<Long> children(long parent) throws IOException {
    List<Long> children = new ArrayList<>();
    for (Path task : list(process(parent).resolve("task"))) {
      words(text(task.resolve("children"))).forEach(child -> children.add(Long.parseLong(child)));
    }
    return children;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
      List<Path> entries = new ArrayList<>();
      found.forEach(entries::add);
      return entries;
    } catch (DirectoryIteratorException gone) {
      throw gone.getCause();
    }
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  private static Path process(long pid) {
    return PROC.resolve(Long.toString(pid));
  }

  private static long number(Path task) {
    return Long.parseLong(String.valueOf(task.getFileName()));
  }
}
