package gavel.executor.run;

import gavel.model.protocol.GuestMessage.Stream;
import gavel.sandbox.OutputSink;

/** Takes a run's output while it appears; never holds the program up. */
public interface RunLog {
  /** Where the output of this stream goes. */
  OutputSink sink(Stream stream);
}
