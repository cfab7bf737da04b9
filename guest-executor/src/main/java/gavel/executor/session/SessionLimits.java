package gavel.executor.session;

import gavel.model.ByteSize;
import java.time.Duration;

/**
 * What a peer may take of an executor.
 *
 * @param stalled a message that has begun, or an answer that is not read, may rest for so long; so
 *     may a connection on which nothing was ever said
 * @param idle a connection may be there for so long without a request
 * @param memory what received messages take, over all connections
 */
public record SessionLimits(Duration stalled, Duration idle, ByteSize memory) {
  private static final Duration STALLED = Duration.ofSeconds(30);
  private static final Duration IDLE = Duration.ofMinutes(10);
  private static final int SHARE_OF_MEMORY = 4;

  /** What is reasonable for a Java heap of this size. */
  public static SessionLimits usual() {
    return new SessionLimits(STALLED, IDLE, memoryOfThisProcess());
  }

  /** The same with other deadlines. */
  public static SessionLimits within(Duration stalled, Duration idle) {
    return new SessionLimits(stalled, idle, memoryOfThisProcess());
  }

  private static ByteSize memoryOfThisProcess() {
    return new ByteSize(Runtime.getRuntime().maxMemory() / SHARE_OF_MEMORY);
  }
}
