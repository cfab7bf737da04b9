package gavel.worker.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a verdict tells which submission it is about, in any schema, newer ones too. */
public record VerdictHead(String id, int generation, String contentHash) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Nothing when these bytes are no verdict. */
  public static Optional<VerdictHead> of(byte[] value) {
    try {
      return of(StrictJson.readObject(value));
    } catch (InvalidField _) {
      return Optional.empty();
    }
  }

  /** Of the verdict that a trial came to; nothing when these bytes are not about that trial. */
  public static Optional<VerdictHead> ofTrial(byte[] value, String trial) {
    try {
      ObjectNode record = StrictJson.readObject(value);
      return record.path("trial").asText().equals(trial)
              && record.path("verdict") instanceof ObjectNode verdict
          ? of(verdict)
          : Optional.empty();
    } catch (InvalidField _) {
      return Optional.empty();
    }
  }

  private static Optional<VerdictHead> of(ObjectNode verdict) {
    JsonNode id = verdict.path("id");
    JsonNode generation = verdict.path("generation");
    String hash = verdict.path("content_hash").asText();
    return id.isTextual() && generation.isInt() && HASH.matcher(hash).matches()
        ? Optional.of(new VerdictHead(id.textValue(), generation.intValue(), hash))
        : Optional.empty();
  }

  /**
   * Whether this verdict counts from here on where one of that generation stood, for verdicts of
   * one id in the order of their offsets: of a generation the first stands, and of several
   * generations the highest.
   */
  public boolean replaces(int standing) {
    return generation > standing;
  }
}
