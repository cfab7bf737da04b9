package gavel.executor.session;

import gavel.executor.slot.RequestRefused;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestRequest;
import gavel.model.protocol.GuestRequest.CloseStdin;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.GuestRequest.Stdin;
import gavel.model.protocol.MemoryBudget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The interactive runs of one connection, by their ids. */
final class InputFeeds {
  private static final int LONGEST = 1 << 20;
  private static final String STDIN = "stdin";
  private final Map<String, InputFeed> feeds = new ConcurrentHashMap<>();
  private final Consumer<GuestMessage> answers;
  private final MemoryBudget memory;

  InputFeeds(Consumer<GuestMessage> answers, MemoryBudget memory) {
    this.answers = answers;
    this.memory = memory;
  }

  /** Takes input for the request from now on, if it is to have some. */
  void openFor(GuestRequest request) {
    Boolean interactive =
        switch (request) {
          case Run run -> run.interactive();
          case Execute execute -> execute.interactive();
          default -> Boolean.FALSE;
        };
    if (Boolean.TRUE.equals(interactive)) {
      feeds.put(request.id(), new InputFeed(request.id(), answers, memory));
    }
  }

  /** The input of that request, if it is interactive. */
  Optional<InputFeed> of(String id) {
    return Optional.ofNullable(feeds.get(id));
  }

  void close(String id) {
    InputFeed feed = feeds.remove(id);
    if (feed != null) {
      feed.close();
    }
  }

  /** Passes it on; the answer may come later. */
  void write(Stdin request, Envelope envelope) throws RequestRefused, IOException {
    byte[] content = content(request, envelope);
    InputFeed feed = feeds.get(request.target());
    if (feed == null) {
      answers.accept(InputFeed.tooLate(request.id(), request.target()));
    } else {
      feed.write(request.id(), content);
    }
  }

  private static byte[] content(Stdin request, Envelope envelope)
      throws RequestRefused, IOException {
    Jobs.requireOnly(envelope, List.of(STDIN));
    byte[] content;
    if (request.text() == null) {
      Body body = envelope.body(STDIN);
      requireShort(body.size());
      try (InputStream in = body.open()) {
        content = in.readAllBytes();
      }
    } else {
      InvalidField.require(
          envelope.bodies().isEmpty(), "text", "is given twice: as a field and as a body");
      content = request.text().getBytes(StandardCharsets.UTF_8);
    }
    requireShort(content.length);
    return content;
  }

  private static void requireShort(long length) throws RequestRefused {
    if (length > LONGEST) {
      throw new RequestRefused(
          ErrorCode.TOO_LARGE, "A piece of input may have " + LONGEST + " bytes");
    }
  }

  /** Passes it on; the answer may come later. */
  void end(CloseStdin request) {
    InputFeed feed = feeds.get(request.target());
    if (feed == null) {
      answers.accept(InputFeed.tooLate(request.id(), request.target()));
    } else {
      feed.end(request.id());
    }
  }
}
