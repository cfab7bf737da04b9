package gavel.bench.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.bench.report.Measurement;
import gavel.bench.stack.Arrival;
import gavel.model.topic.VerdictRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of each submission. Effective is the verdict with the lowest offset of its id: two in
 * different partitions have no order, so both are, and the submission counts as doubled.
 * Contradicted is one of which a later verdict says something else, which is without effect.
 */
final class Account {
  private static final int QUOTED = 20;
  private static final double MILLI = 1e6;
  private final Map<String, String> expected;
  private final Map<String, List<Arrival>> verdicts = new LinkedHashMap<>();
  private final List<String> lost = new ArrayList<>();
  private final List<VerdictRecord> wrong = new ArrayList<>();
  private int doubled;
  private int duplicates;
  private int contradicted;
  private int redelivered;

  /**
   * Adds up.
   *
   * @param expected the verdict of each submission, by id
   * @param all verdicts on the topic, those of a partition in their order
   */
  Account(Map<String, String> expected, List<Arrival> all) {
    this.expected = expected;
    for (Arrival each : all) {
      verdicts.computeIfAbsent(each.id(), _ -> new ArrayList<>()).add(each);
    }
    expected.forEach(this::add);
  }

  private void add(String id, String verdict) {
    List<Arrival> standing = verdicts.getOrDefault(id, List.of());
    if (standing.isEmpty()) {
      lost.add(id);
      return;
    }
    duplicates += standing.size() - 1;
    doubled += new HashSet<>(standing.stream().map(Arrival::partition).toList()).size() - 1;
    List<VerdictRecord> records = standing.stream().map(Arrival::verdict).toList();
    if (!records.getFirst().verdict().equals(verdict)) {
      wrong.add(records.getFirst());
    }
    boolean agree =
        records.stream().allMatch(each -> each.verdict().equals(records.getFirst().verdict()));
    contradicted += agree ? 0 : 1;
    redelivered += records.stream().anyMatch(each -> each.deliveryCount() > 1) ? 1 : 0;
  }

  boolean isClean() {
    return lost.isEmpty() && doubled == 0 && wrong.isEmpty() && contradicted == 0;
  }

  /**
   * Writes the row and what is wrong.
   *
   * @param nanos from submission to verdict, of those that have one
   */
  void putInto(ObjectNode json, long[] nanos, int deadLetters) {
    ObjectNode row = json.putArray("rows").addObject();
    if (nanos.length == 0) {
      row.put("name", "chaos").put("runs", 0);
    } else {
      Measurement times = Measurement.sequential("chaos", nanos);
      times.putInto(row).remove("per_second");
      row.put("max_ms", Math.round(java.util.Arrays.stream(nanos).max().orElse(0) / MILLI));
    }
    row.put("submissions", expected.size())
        .put("lost", lost.size())
        .put("doubled", doubled)
        .put("wrong", wrong.size())
        .put("redelivered", redelivered)
        .put("duplicates", duplicates)
        .put("contradicted", contradicted)
        .put("dead_letters", deadLetters);
    quote(json);
  }

  private void quote(ObjectNode json) {
    ArrayNode faults = json.putArray("faults");
    lost.stream()
        .limit(QUOTED)
        .forEach(id -> faults.addObject().put("id", id).put("fault", "lost"));
    wrong.stream()
        .limit(QUOTED)
        .forEach(each ->
            faults
                .addObject()
                .put("id", each.id())
                .put("fault", "wrong")
                .put("expected", expected.getOrDefault(each.id(), ""))
                .put("verdict", each.verdict())
                .put("worker", each.worker())
                .put("delivery", each.deliveryCount())
                .put("message", each.message() == null ? "" : each.message()));
  }
}
