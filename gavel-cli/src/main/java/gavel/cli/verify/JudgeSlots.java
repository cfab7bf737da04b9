package gavel.cli.verify;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.verify.Skip.Reason;
import gavel.model.json.InvalidField;
import gavel.model.topic.DeadLetterRecord;
import gavel.testcases.problem.ProblemPackage;
import gavel.worker.JudgeFault;
import gavel.worker.judge.JudgePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Judges many submissions, as many at a time as there are judges. */
public final class JudgeSlots implements AutoCloseable {
  /**
   * What to judge.
   *
   * @param problem with the time limit to judge with
   */
  public record Job(ProblemPackage problem, Candidate candidate, JudgePolicy policy) {}

  private final List<JuryJudge> judges;
  private final BlockingQueue<JuryJudge> idle;
  private final ExecutorService threads;
  private final VerifyProgress progress;
  private final List<String> unenforced;
  private volatile boolean broken;

  /**
   * Takes the judges, at least one, and closes them.
   *
   * @param unenforced what this machine cannot make sure of
   */
  public JudgeSlots(
      List<? extends JuryJudge> judges, List<String> unenforced, VerifyProgress progress) {
    this.unenforced = List.copyOf(unenforced);
    this.judges = List.copyOf(judges);
    this.idle = new ArrayBlockingQueue<>(judges.size(), false, this.judges);
    this.threads = Executors.newFixedThreadPool(judges.size());
    this.progress = progress;
  }

  /** How many submissions are judged at a time. */
  public int size() {
    return judges.size();
  }

  /** What this machine cannot make sure of. */
  public List<String> unenforced() {
    return unenforced;
  }

  /** Why no submission to this package can be judged; nothing where they can. */
  public Optional<Skip> refuses(ProblemPackage problem) {
    return judges.getFirst().refuses(problem);
  }

  /**
   * What came of each, in the order of the jobs.
   *
   * @throws EnvironmentProblem when nothing can be judged on this machine any more
   */
  public List<Ran> judge(List<Job> jobs) throws EnvironmentProblem, InterruptedException {
    jobs.forEach(job -> progress.more(job.problem().tests().size()));
    List<Callable<Ran>> calls = new ArrayList<>();
    jobs.forEach(job -> calls.add(() -> judge(job)));
    List<Ran> all = new ArrayList<>();
    for (Future<Ran> each : threads.invokeAll(calls)) {
      try {
        all.add(each.get());
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof EnvironmentProblem problem) {
          throw problem;
        }
        throw new IllegalStateException(failed.getCause());
      }
    }
    return all;
  }

  private Ran judge(Job job) throws EnvironmentProblem, InterruptedException {
    if (broken) {
      return new Skip(Reason.FAULT, "the judge has ended");
    }
    JuryJudge judge = idle.take();
    try {
      return judge.judge(
          job.problem(), job.candidate(), job.policy(), progress.of(job.candidate().name()));
    } catch (InvalidField unusable) {
      return new Skip(
          Reason.REFUSED,
          unusable.field() + " " + String.valueOf(unusable.getMessage()).replace('\n', ' '));
    } catch (JudgeFault fault) {
      return skip(fault);
    } finally {
      idle.add(judge);
    }
  }

  private Ran skip(JudgeFault fault) throws EnvironmentProblem {
    String message = String.valueOf(fault.getMessage());
    return switch (fault) {
      case JudgeFault.Rejected rejected -> {
        boolean absent = rejected.reason() == DeadLetterRecord.Reason.UNKNOWN_LANGUAGE;
        yield new Skip(
            absent ? Reason.LANGUAGE : Reason.REFUSED,
            rejected.field().map(field -> field + " " + message).orElse(message));
      }
      case JudgeFault.GuestLost _, JudgeFault.GuestUnfit _, JudgeFault.QueueFault _ -> {
        broken = true;
        throw new EnvironmentProblem(message, fault);
      }
      case JudgeFault.GuestFailed _,
          JudgeFault.NotStored _,
          JudgeFault.GuestRefused _,
          JudgeFault.StorageFault _,
          JudgeFault.Unavailable _ ->
          new Skip(Reason.FAULT, message);
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
    judges.forEach(JuryJudge::close);
  }
}
