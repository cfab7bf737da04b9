package gavel.worker.intake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A worker that takes one record, says so, and never gets done; for tests to kill. */
final class VanishingWorker {
  private VanishingWorker() {}

  /** Takes the bootstrap address, and one name for both topic and group. */
  public static void main(String[] arguments) throws InterruptedException {
    IntakeSettings settings =
        IntakeSettings.of(
            Map.of("bootstrap.servers", arguments[0]),
            List.of(new Feed(arguments[1], arguments[1], 0, 1)),
            1);
    JudgeCallback never =
        (record, _) -> {
          System.out.println("taken " + record.position());
          new CountDownLatch(1).await();
          return new Disposition.Accept();
        };
    ShareIntake intake = ShareIntake.start(settings, never);
    intake.failure().exceptionally(failure -> null).join();
  }
}
