package gavel.sandbox;

import java.io.IOException;

/**
 * Where a program's output goes, chunk by chunk as it comes, up to the limit. Called on one thread
 * at a time, which waits for it: a slow sink slows the program down, not the judge's other work.
 */
@FunctionalInterface
public interface OutputSink {
  /** Takes these bytes; the buffer is used again after the return. Throwing ends the run. */
  void accept(byte[] buffer, int offset, int length) throws IOException;
}
