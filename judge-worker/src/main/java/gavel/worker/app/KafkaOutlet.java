package gavel.worker.app;

import gavel.model.json.StrictJson;
import gavel.model.topic.DeadLetterRecord;
import gavel.model.topic.ProgressRecord;
import gavel.model.topic.TrialVerdictRecord;
import gavel.model.topic.VerdictRecord;
import gavel.worker.JudgeFault.QueueFault;
import gavel.worker.flow.Outlet;
import gavel.worker.intake.IntakeRecord;
import gavel.worker.publish.DeadLetterPublisher;
import gavel.worker.publish.LaterPublisher;
import gavel.worker.publish.Position;
import gavel.worker.publish.ProgressPublisher;
import gavel.worker.publish.VerdictPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The topics that a worker writes to. */
record KafkaOutlet(
    VerdictPublisher verdicts,
    DeadLetterPublisher deadLetters,
    LaterPublisher later,
    ProgressPublisher progress,
    Supplier<Map<String, String>> headers)
    implements Outlet, AutoCloseable {
  /** Verdict or dead letter: tried for so long, retries included. */
  private static final Duration DELIVERY = Duration.ofSeconds(30);

  /**
   * Does not connect yet.
   *
   * @param headers of a verdict's record, asked for on the thread that publishes it
   */
  static KafkaOutlet of(Map<String, String> client, Supplier<Map<String, String>> headers) {
    return new KafkaOutlet(
        new VerdictPublisher(client, DELIVERY),
        new DeadLetterPublisher(client, DELIVERY),
        new LaterPublisher(client, DELIVERY),
        new ProgressPublisher(client),
        headers);
  }

  @Override
  public Position verdict(VerdictRecord verdict) throws QueueFault, InterruptedException {
    return verdicts.publish(key(verdict.id()), StrictJson.write(verdict), headers.get());
  }

  @Override
  public Position trial(TrialVerdictRecord trial) throws QueueFault, InterruptedException {
    return verdicts.publishTrial(key(trial.verdict().id()), StrictJson.write(trial), headers.get());
  }

  @Override
  public void deadLetter(DeadLetterRecord letter) throws QueueFault, InterruptedException {
    deadLetters.publish(letter);
  }

  @Override
  public void putOff(IntakeRecord record, String topic) throws QueueFault, InterruptedException {
    later.publish(record, topic);
  }

  @Override
  public void progress(ProgressRecord record) {
    progress.publish(key(record.id()), StrictJson.write(record));
  }

  private static byte[] key(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    progress.close();
    later.close();
    deadLetters.close();
    verdicts.close();
  }
}
