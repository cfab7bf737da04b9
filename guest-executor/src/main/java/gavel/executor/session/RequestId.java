package gavel.executor.session;

import com.fasterxml.jackson.databind.JsonNode;
import gavel.model.json.Unicode;
import gavel.model.protocol.Envelope;

/** The id of a message that could not be read as a request. */
final class RequestId {
  private static final int LONGEST = 128;

  private RequestId() {}

  /** Empty where there is none that could be used. */
  static String of(Envelope envelope) {
    JsonNode id = envelope.message().path("id");
    boolean usable =
        id.isTextual() && id.textValue().length() <= LONGEST && Unicode.isSound(id.textValue());
    return usable ? id.textValue() : "";
  }
}
