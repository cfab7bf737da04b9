package gavel.bench.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.Measurement;
import java.util.List;
import java.util.Map;

/** The rows: what was measured, what could not run, what is not installed. */
record SandboxTable(
    Map<Contender, Measurement> results,
    Map<Contender, String> unfit,
    List<Peer> absent,
    int rounds) {
  private static final String RUNS = "runs";
  private static final String NAME = "name";
  private static final String NOTE = "note";

  /** Writes {@code rounds} and {@code rows[]}; {@code ratio} is to the contender's floor. */
  ObjectNode putInto(ObjectNode json) {
    ArrayNode rows = json.put("rounds", rounds).putArray("rows");
    results.forEach((contender, measured) -> {
      double floor = floorOf(contender);
      measured
          .putInto(rows.addObject())
          .put("ratio", Measurement.rounded(measured.medianMillis() / floor))
          .put("above_floor_ms", Measurement.rounded(measured.medianMillis() - floor))
          .put(NOTE, contender.note());
    });
    unfit.forEach((contender, why) ->
        rows.addObject()
            .put(NAME, contender.name())
            .put(RUNS, 0)
            .put(NOTE, "cannot run here: " + why));
    for (Peer peer : absent) {
      rows.addObject()
          .put(NAME, peer.name())
          .put(RUNS, 0)
          .put(NOTE, "not installed: " + peer.install());
    }
    return json;
  }

  private double floorOf(Contender contender) {
    return results.entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(contender.floor()))
        .mapToDouble(entry -> entry.getValue().medianMillis())
        .findFirst()
        .orElseThrow();
  }
}
