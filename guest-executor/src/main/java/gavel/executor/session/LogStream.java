package gavel.executor.session;

import gavel.executor.run.OutputCollector;
import gavel.executor.run.RunLog;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a run's output line by line while it appears. It is read from where it is collected: the
 * program never waits for the peer, nothing is lost, and a peer that reads slowly takes no memory,
 * but gets the rest of it, and the result, when it has read that far. The buffers are of what all
 * connections may have in memory together.
 */
final class LogStream implements RunLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LogStream.class);

  /** A line that goes no further for so long is shown as far as it goes: it may be a question. */
  private static final Duration QUIET = Duration.ofMillis(50);

  private static final Duration LONG = Duration.ofSeconds(1);
  private static final int CHUNK = 64 << 10;

  /** Of both outputs: what is read, a line, and the messages of them, which escape some of it. */
  private static final long BUFFERS = 320 << 10;

  private final String id;
  private final Replies replies;
  private final Ticket ticket;
  private final List<Thread> followers = new ArrayList<>();

  private LogStream(String id, Replies replies, Ticket ticket) {
    this.id = id;
    this.replies = replies;
    this.ticket = ticket;
  }

  /** Close it when there is no more to send. */
  static LogStream open(String id, Replies replies, Ticket ticket) throws RequestRefused {
    if (!replies.memory().take(BUFFERS)) {
      throw new RequestRefused(
          ErrorCode.BUSY,
          "What all connections may have in memory together is in use: try again later, or"
              + " without stream");
    }
    return new LogStream(id, replies, ticket);
  }

  @Override
  public void follow(Stream stream, OutputCollector output) {
    LineCutter lines = new LineCutter(id, stream, replies::send);
    followers.add(
        Thread.ofPlatform().daemon().name("log").start(() -> followAndReport(output, lines)));
  }

  private void followAndReport(OutputCollector output, LineCutter lines) {
    try {
      follow(output, lines);
    } catch (IOException unreadable) {
      LOG.error("Tried to read the output of a run to send it", unreadable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow(OutputCollector output, LineCutter lines)
      throws IOException, InterruptedException {
    byte[] chunk = new byte[CHUNK];
    long position = 0;
    while (isWanted()) {
      int count = output.read(position, chunk, lines.hasPart() ? QUIET : LONG);
      if (count < 0) {
        lines.end();
        return;
      }
      if (count == 0) {
        lines.emitPart();
      }
      lines.add(chunk, count);
      lines.flush();
      position += count;
    }
  }

  private boolean isWanted() {
    return !replies.peerIsGone() && !ticket.isCancelled();
  }

  /** Waits until all of an output that has ended is sent, or is not wanted any more. */
  void awaitSent() throws InterruptedException {
    for (Thread follower : followers) {
      follower.join();
    }
  }

  @Override
  public void close() {
    replies.memory().give(BUFFERS);
  }
}
