package gavel.executor.run;

import gavel.model.protocol.GuestMessage.Stream;

/** Takes a run's output while it appears; never holds the program up. */
public interface RunLog {
  /** Reads what is collected of this stream, from now until the collector is ended or closed. */
  void follow(Stream stream, OutputCollector output);
}
