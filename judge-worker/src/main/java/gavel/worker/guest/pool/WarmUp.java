package gavel.worker.guest.pool;

import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import java.io.IOException;

/** What a guest is asked once before its snapshot is taken, so that none of the copies pays it. */
@FunctionalInterface
public interface WarmUp {
  /** Asks it; what fails leaves no snapshot. */
  void warm(Guest guest) throws JudgeFault, IOException, InterruptedException;
}
