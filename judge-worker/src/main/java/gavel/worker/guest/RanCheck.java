package gavel.worker.guest;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.Signals;
import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.worker.guest.GuestLink.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Whether the answer to a run can be true; what follows from it is not decided here. */
record RanCheck(Answer answer, RunLimits limits) {
  private static final int MOST_SIGNALS = 64;
  private static final int MOST_CODES = 255;
  private static final Duration LONGEST = Duration.ofDays(1);

  GuestRun run() throws ImpossibleAnswer {
    if (!(answer.message() instanceof Ran ran)) {
      throw new ImpossibleAnswer("the result of another request");
    }
    checkStatus(ran);
    checkMeasures(ran);
    Map<String, Body> bodies = bodies();
    Body stdout = bodies.getOrDefault("stdout", empty("stdout"));
    Body stderr = bodies.getOrDefault("stderr", empty("stderr"));
    check(isWithin(stdout, limits.stdout()), "more standard output than was to be kept");
    check(isWithin(stderr, limits.stderr()), "more standard error than was to be kept");
    return new GuestRun(ran, stdout, stderr, answer.envelope());
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

  private Map<String, Body> bodies() throws ImpossibleAnswer {
    Map<String, Body> byName = new HashMap<>();
    for (Body body : answer.envelope().bodies()) {
      boolean output = body.name().equals("stdout") || body.name().equals("stderr");
      check(output && byName.put(body.name(), body) == null, "bodies that are not its output");
    }
    return byName;
  }

  private static boolean isWithin(Body body, ByteSize limit) {
    return body.size() <= limit.bytes();
  }

  private static Body empty(String name) {
    return Body.ofBytes(name, new byte[0]);
  }

  private static void check(boolean possible, String otherwise) throws ImpossibleAnswer {
    if (!possible) {
      throw new ImpossibleAnswer(otherwise);
    }
  }
}
