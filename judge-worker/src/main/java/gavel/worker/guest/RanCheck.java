package gavel.worker.guest;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Signals;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.CollectFile;
import gavel.model.protocol.CollectedFile;
import gavel.model.protocol.CollectedFile.Found;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.worker.guest.GuestLink.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether what a guest says of a program can be true; what follows from it is not decided here.
 *
 * @param bodies what came with it, by name; what belongs to the program is taken out
 * @param prefix that the names of the program's bodies begin with
 */
record RanCheck(
    Ran ran,
    RunLimits limits,
    WorkingDirectory directory,
    Map<String, Body> bodies,
    String prefix) {
  private static final String COLLECTED = "collected/";
  private static final int MOST_SIGNALS = 64;
  private static final int MOST_CODES = 255;
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The bodies of an answer by their names, of which there is each once. */
  static Map<String, Body> bodies(Answer answer) throws ImpossibleAnswer {
    Map<String, Body> byName = new HashMap<>();
    for (Body body : answer.envelope().bodies()) {
      check(byName.put(body.name(), body) == null, "two bodies of one name");
    }
    return byName;
  }

  RanProgram program() throws ImpossibleAnswer {
    checkStatus(ran);
    checkMeasures(ran);
    Body stdout = take("stdout");
    Body stderr = take("stderr");
    check(isWithin(stdout, limits.stdout()), "more standard output than was to be kept");
    check(isWithin(stderr, limits.stderr()), "more standard error than was to be kept");
    return new RanProgram(ran, stdout, stderr, collected());
  }

  private Body take(String name) {
    Body body = bodies.remove(prefix + name);
    return body == null ? Body.ofBytes(name, new byte[0]) : body;
  }

  private Map<String, Body> collected() throws ImpossibleAnswer {
    Map<String, Body> files = new TreeMap<>();
    Map<CollectFile, Long> sizes = new HashMap<>();
    List<CollectedFile> all = ran.collected() == null ? List.of() : ran.collected();
    for (CollectedFile file : all) {
      if (file.found() == Found.FILE) {
        Body body = bodies.remove(prefix + COLLECTED + file.path());
        if (body == null) {
          throw new ImpossibleAnswer("a file that did not come with it");
        }
        sizes.merge(wanted(file.path()), body.size(), Math::addExact);
        files.put(file.path(), body);
      }
    }
    for (Map.Entry<CollectFile, Long> size : sizes.entrySet()) {
      check(size.getValue() <= size.getKey().max().bytes(), "more of a file than was to be kept");
    }
    return files;
  }

  /** What was asked for by itself belongs to no tree. */
  private CollectFile wanted(String path) throws ImpossibleAnswer {
    Optional<CollectFile> itself =
        directory.collect().stream().filter(each -> each.path().equals(path)).findFirst();
    return itself
        .or(() ->
            directory.collect().stream()
                .filter(each -> each.wantsTree() && path.startsWith(each.path() + "/"))
                .findFirst())
        .orElseThrow(() -> new ImpossibleAnswer("a file that was not asked for"));
  }

  private static void checkStatus(Ran ran) throws ImpossibleAnswer {
    Integer code = ran.exitCode();
    Integer signal = ran.signal();
    switch (ran.status()) {
      case SUCCESS ->
          check(
              code != null && code == 0 && signal == null && !ran.stdoutTruncated(),
              "the success of a run that did not succeed");
      case TIMEOUT, MEMORY_EXCEEDED, OUTPUT_EXCEEDED, RUNTIME_ERROR, SECURITY_VIOLATION -> {}
      case WRONG_ANSWER, COMPILATION_ERROR, INTERNAL_ERROR ->
          throw new ImpossibleAnswer("the status " + ran.status().json() + " of a run");
    }
    check(code == null || (code >= 0 && code <= MOST_CODES), "an exit code that is none");
    check(signal == null || (signal >= 1 && signal <= MOST_SIGNALS), "a signal that is none");
    String name = signal == null ? null : Signals.name(signal);
    check(Objects.equals(ran.signalName(), name), "another name than the signal has");
  }

  private static void checkMeasures(Ran ran) throws ImpossibleAnswer {
    check(ran.cpuTime().compareTo(LONGEST) < 0, "an impossible CPU time");
    check(ran.wallTime().compareTo(LONGEST) < 0, "an impossible wall time");
    boolean success = ran.status() == Status.SUCCESS;
    check(!success || ran.reason() == null, "a reason why a run succeeded");
    check(!success || ran.limit() == null, "a limit that a run which succeeded was over");
    Integer processes = ran.processesPeak();
    check(processes == null || processes >= 0, "an impossible number of processes");
  }

  private static boolean isWithin(Body body, ByteSize limit) {
    return body.size() <= limit.bytes();
  }

  /** Nothing came with an answer that is not somebody's. */
  static void requireNone(Map<String, Body> bodies) throws ImpossibleAnswer {
    check(bodies.isEmpty(), "bodies that are not its output");
  }

  static void check(boolean possible, String otherwise) throws ImpossibleAnswer {
    if (!possible) {
      throw new ImpossibleAnswer(otherwise);
    }
  }
}
