package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.time.Clock;

/**
 * What a machine is told as soon as it answers.
 *
 * @param clock whose time it is given
 */
record Greeting(GuestSettings settings, Clock clock) {
  /** Once to have everything loaded, and once more to have it run as it will. */
  private static final int WARM_UPS = 2;

  /** Has one that boots do all that guests are asked for; nobody is connected to it afterwards. */
  void warmUp(Machine machine, WarmUp warmUp) throws IOException, JudgeFault, InterruptedException {
    try (OperatorClient first = FirstAnswer.of(machine, settings, StartLimits.BOOT)) {
      for (int time = 0; time < WARM_UPS; time++) {
        first.setClock(clock.instant());
        warmUp.warm(first.guest());
      }
    }
  }

  /** Tells one that was restored what time it is. */
  void setClock(Machine machine) throws JudgeFault, InterruptedException {
    try (OperatorClient first = FirstAnswer.of(machine, settings, StartLimits.RESTORE)) {
      first.setClock(clock.instant());
    }
  }
}
