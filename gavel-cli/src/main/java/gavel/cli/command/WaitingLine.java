package gavel.cli.command;

import gavel.cli.client.QueueView;
import gavel.cli.client.QueueView.Line;
import gavel.cli.program.EnvironmentProblem;
import gavel.cli.view.ProgressLine;
import gavel.worker.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Says every now and then what stands before a submission, or once that nobody takes any, until
 * that is no longer of interest.
 */
final class WaitingLine implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** Looks in a row. A worker that has just been replaced may not be there at one of them. */
  private static final int ABSENCES = 3;

  private final RecordMetadata place;
  private @Nullable QueueView view;
  private long next = System.nanoTime() + EVERY.toNanos();
  private long said = -1;
  private int absences;

  private WaitingLine(RecordMetadata place, QueueView view) {
    this.place = place;
    this.view = view;
  }

  /** Of the submission that was put there. */
  static WaitingLine of(Map<String, String> client, RecordMetadata place)
      throws EnvironmentProblem {
    return new WaitingLine(place, QueueView.open(client, Topics.WORKERS));
  }

  /** Asks when it is time, and says what has changed. */
  void look(ProgressLine progress) throws InterruptedException {
    if (view == null || System.nanoTime() - next < 0) {
      return;
    }
    next = System.nanoTime() + EVERY.toNanos();
    try {
      if (view.isTaken(place.topic())) {
        absences = 0;
        before(view, progress);
      } else if (++absences == ABSENCES) {
        progress.say(
            "no worker takes submissions from "
                + place.topic()
                + " now: this one waits until one does (gavel serve, gavel worker)");
      }
    } catch (EnvironmentProblem _) {
      // one who submits need not have the right to ask for groups; the verdict comes all the same
      stop();
    }
  }

  private void before(QueueView asked, ProgressLine progress)
      throws EnvironmentProblem, InterruptedException {
    for (Line line : asked.lines(List.of(place.topic()))) {
      OptionalLong before = line.before(place.offset());
      if (line.served()
          && line.partition() == place.partition()
          && before.isPresent()
          && before.getAsLong() != said) {
        said = before.getAsLong();
        progress.say("waits behind at most " + said + " in " + place.topic());
      }
    }
  }

  /** It is judged, or cannot be asked for. */
  void stop() {
    if (view != null) {
      view.close();
      view = null;
    }
  }

  @Override
  public void close() {
    stop();
  }
}
