package gavel.executor.session;

import gavel.executor.interact.InteractResult;
import gavel.executor.operator.CommandResult;
import gavel.executor.run.RunResult;
import gavel.model.protocol.Body;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Failure;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last message of a request with its bodies, whose files are there until this is closed.
 *
 * @param holds what is closed once the answer is out
 */
record Answer(GuestMessage message, List<Body> bodies, Optional<Closeable> holds)
    implements AutoCloseable {
  private static final int LONGEST_TEXT = 2000;

  static Answer of(GuestMessage.Result result) {
    return new Answer(result, List.of(), Optional.empty());
  }

  static Answer of(GuestMessage.Result result, RunResult run) throws IOException {
    return new Answer(result, run.bodies(), Optional.of(run::close));
  }

  static Answer of(GuestMessage.Result result, CommandResult command) throws IOException {
    return new Answer(result, command.bodies(), Optional.of(command));
  }

  static Answer of(GuestMessage.Result result, InteractResult talk) throws IOException {
    return new Answer(result, talk.bodies(), Optional.of(talk::close));
  }

  /** What is to be done once the answer is out. */
  static Answer before(GuestMessage.Result result, Closeable afterwards) {
    return new Answer(result, List.of(), Optional.of(afterwards));
  }

  static Answer failure(String id, ErrorCode code, String text, @Nullable String field) {
    return new Answer(failureMessage(id, code, text, field), List.of(), Optional.empty());
  }

  /** Part of the text may be the peer's own, of any length. */
  static Failure failureMessage(String id, ErrorCode code, String text, @Nullable String field) {
    return new Failure(id, code, shortened(text), field == null ? null : shortened(field));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }

  @Override
  public void close() throws IOException {
    if (holds.isPresent()) {
      holds.get().close();
    }
  }
}
