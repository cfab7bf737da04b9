package gavel.worker.app;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What time limits are multiplied by: as configured, or else as guests need it, which is not known
 * before they can be started.
 */
final class TimeFactor {
  private static final Logger LOG = LoggerFactory.getLogger(TimeFactor.class);

  /** What a guest that is emulated takes longer, roughly. */
  static final int EMULATED = 10;

  private final OptionalInt configured;
  private final AtomicBoolean emulated = new AtomicBoolean();

  TimeFactor(OptionalInt configured) {
    this.configured = configured;
  }

  /** Says that guests are emulated. */
  void becauseEmulated() {
    emulated.set(true);
    if (configured.isEmpty()) {
      LOG.warn(
          "Guests are emulated: time limits are multiplied by {}; set worker.time_factor to say by"
              + " what",
          EMULATED);
    }
  }

  int get() {
    return over(configured);
  }

  /** The same where something else is configured now. */
  int over(OptionalInt chosen) {
    return chosen.orElse(emulated.get() ? EMULATED : 1);
  }
}
