package gavel.worker.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.util.Optional;
import java.util.regex.Pattern;

/** What of a verdict tells which submission it is about, in any schema, newer ones too. */
record VerdictHead(String id, int generation, String contentHash) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Nothing when these bytes are no verdict. */
  static Optional<VerdictHead> of(byte[] value) {
    try {
      ObjectNode verdict = StrictJson.readObject(value);
      JsonNode id = verdict.path("id");
      JsonNode generation = verdict.path("generation");
      String hash = verdict.path("content_hash").asText();
      return id.isTextual() && generation.isInt() && HASH.matcher(hash).matches()
          ? Optional.of(new VerdictHead(id.textValue(), generation.intValue(), hash))
          : Optional.empty();
    } catch (InvalidField _) {
      return Optional.empty();
    }
  }
}
