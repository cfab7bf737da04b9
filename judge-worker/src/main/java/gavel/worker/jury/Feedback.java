package gavel.worker.jury;

import gavel.model.protocol.Body;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a validator left beside its word: package format, section "Reporting Additional Feedback".
 *
 * @param judgeMessage for judges only
 * @param teamMessage for whoever submitted
 * @param score of {@code score.txt}, or testlib's points
 * @param multiplier of {@code score_multiplier.txt}
 * @param nextPass what the submission reads in the next pass, where there is to be one
 * @param kept the files of its feedback directory, by their names in it, for its next pass
 */
public record Feedback(
    Optional<String> judgeMessage,
    Optional<String> teamMessage,
    OptionalDouble score,
    OptionalDouble multiplier,
    Optional<Body> nextPass,
    Map<String, Body> kept) {
  /** Copies the map. */
  public Feedback {
    kept = Map.copyOf(kept);
  }
}
