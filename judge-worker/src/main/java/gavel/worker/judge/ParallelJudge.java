package gavel.worker.judge;

import gavel.testcases.problem.TestCase;
import gavel.worker.JudgeFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs the tests of one submission with several guests at a time. Tests are begun in data order,
 * and none after one has failed where that would end the judgement; the verdict and the tests that
 * are reported are those of one guest after the other. Programs that run at the same time may
 * disturb each other's times, so this is for whoever asks for it.
 */
public final class ParallelJudge {
  private final List<SubmissionJudge> judges;

  /** With at least one judge, each with a guest of its own and all with the same settings. */
  public ParallelJudge(List<SubmissionJudge> judges) {
    this.judges = List.copyOf(judges);
    if (judges.isEmpty()) {
      throw new IllegalArgumentException("There is nobody to judge");
    }
  }

  /** See {@link SubmissionJudge#judge}; the listener hears of tests when all have been run. */
  public JudgedSubmission judge(JudgeRequest request, ProgressListener listener)
      throws JudgeFault, InterruptedException {
    Judgement first = judges.getFirst().begin(request, listener);
    if (first.compiled() && judges.size() > 1) {
      first.use(new Ahead(request, first).run());
    }
    return first.run();
  }

  /** The tests of one submission, and what came of them so far. */
  private final class Ahead {
    private final JudgeRequest request;
    private final Judgement first;
    private final Queue<TestCase> rest;
    private final Map<String, JudgedTest> results = new ConcurrentHashMap<>();
    private volatile boolean enough;

    Ahead(JudgeRequest request, Judgement first) {
      this.request = request;
      this.first = first;
      this.rest = new ConcurrentLinkedQueue<>(first.tests());
    }

    Map<String, JudgedTest> run() throws JudgeFault, InterruptedException {
      List<Callable<Boolean>> parts = new ArrayList<>();
      for (SubmissionJudge judge : judges) {
        boolean begun = judge.equals(judges.getFirst());
        parts.add(() -> runAll(begun ? first : judge.begin(request, ProgressListener.NONE)));
      }
      ExecutorService threads = Executors.newFixedThreadPool(parts.size());
      try {
        for (Future<Boolean> part : threads.invokeAll(parts)) {
          part.get();
        }
        return results;
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof JudgeFault fault) {
          throw fault;
        }
        throw new IllegalStateException(failed.getCause());
      } finally {
        threads.shutdownNow();
      }
    }

    private boolean runAll(Judgement own) throws JudgeFault, InterruptedException {
      boolean complete = false;
      try {
        for (TestCase test = rest.poll(); test != null && !enough; test = rest.poll()) {
          JudgedTest judged = own.runOnce(test);
          results.put(test.name(), judged);
          enough |= judged.failed() && endsAtFailures();
        }
        complete = true;
        return true;
      } finally {
        enough |= !complete;
      }
    }

    /** Where points are given, tests behind a failure may count. */
    private boolean endsAtFailures() {
      return request.policy() == JudgePolicy.STOP_AT_FIRST_FAILURE
          && !request.problem().rules().scoring();
    }
  }
}
