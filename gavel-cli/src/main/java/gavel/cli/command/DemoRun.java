package gavel.cli.command;

import gavel.cli.client.SubmissionClient;
import gavel.cli.client.SubmissionEvent;
import gavel.cli.client.SubmissionEvent.Dead;
import gavel.cli.client.SubmissionEvent.Judged;
import gavel.cli.client.SubmissionEvent.Progress;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.LocalStack;
import gavel.cli.view.DemoReport.Row;
import gavel.cli.view.ProgressLine;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.VerdictRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Submits samples and collects what becomes of them. */
final class DemoRun {
  private static final Duration POLL = Duration.ofMillis(500);
  private final SubmissionClient client;
  private final LocalStack stack;
  private final ProgressLine progress;
  private final Duration timeout;

  DemoRun(SubmissionClient client, LocalStack stack, ProgressLine progress, Duration timeout) {
    this.client = client;
    this.stack = stack;
    this.progress = progress;
    this.timeout = timeout;
  }

  /**
   * A row a sample, in the order of the samples. Ends when there was nothing new for a while,
   * however long all of them take: what has no verdict then has a row, too.
   */
  List<Row> judge(List<Sample> samples) throws EnvironmentProblem, InterruptedException {
    progress.steps(samples.size());
    Map<String, Sample> waiting = new HashMap<>();
    for (Sample sample : samples) {
      client.submit(sample.record());
      waiting.put(sample.record().id(), sample);
    }
    Map<Sample, Row> rows = new HashMap<>();
    long heard = System.nanoTime();
    while (!waiting.isEmpty() && System.nanoTime() - heard < timeout.toNanos()) {
      if (!stack.ended().getNow("").isEmpty()) {
        throw new EnvironmentProblem(stack.ended().join() + "; it says why above");
      }
      for (SubmissionEvent event : client.poll(POLL)) {
        heard = System.nanoTime();
        if (!(event instanceof Progress) && waiting.containsKey(event.id())) {
          Sample sample = waiting.remove(event.id());
          Row row = row(sample, event);
          rows.put(sample, row);
          progress.step(row.name() + " " + row.actual());
        }
      }
    }
    List<Row> inOrder = new ArrayList<>();
    samples.forEach(sample -> inOrder.add(rows.getOrDefault(sample, unanswered(sample))));
    return inOrder;
  }

  private static Row row(Sample sample, SubmissionEvent event) {
    return switch (event) {
      case Judged(VerdictRecord verdict) ->
          new Row(
              sample.name(),
              sample.language().id(),
              sample.expected(),
              verdict.status().json(),
              verdict.cpuTime(),
              verdict.memory(),
              verdict.message() == null ? "" : verdict.message());
      case Dead(_, DeadLetterRecord letter) -> other(sample, "dead letter", letter.message());
      case Progress _ -> other(sample, "progress", "");
    };
  }

  private static Row unanswered(Sample sample) {
    return other(sample, "no verdict", "nothing came in time");
  }

  private static Row other(Sample sample, String actual, String message) {
    return new Row(
        sample.name(),
        sample.language().id(),
        sample.expected(),
        actual,
        Duration.ZERO,
        gavel.model.ByteSize.ZERO,
        message);
  }
}
