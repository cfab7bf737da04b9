package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.rejudge.Outcome;
import gavel.cli.rejudge.Row;
import gavel.cli.rejudge.Row.Fate;
import gavel.model.Status;
import gavel.model.json.StrictJson;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gavel rejudge} prints: what stood before, and what the rejudge says.
 *
 * @param id of the rejudge; absent where nothing was queued
 * @param withoutVerdict how many submissions were meant, too, but have no verdict
 */
public record RejudgeReport(@Nullable String id, List<Row> rows, long withoutVerdict) {
  private static final String ARROW = " -> ";
  private static final int MESSAGE = 60;
  private static final int REVISION = 8;

  /** Copies the list. */
  public RejudgeReport {
    rows = List.copyOf(rows);
  }

  /** How many rows are so. */
  public long count(java.util.function.Predicate<Row> kind) {
    return rows.stream().filter(kind).count();
  }

  /** How many have that fate. */
  public long count(Fate fate) {
    return count(row -> row.fate().filter(fate::equals).isPresent());
  }

  /** One object with the fields that docs/rejudge.md documents. */
  public ObjectNode json() {
    ObjectNode json = StrictJson.object();
    if (id != null) {
      json.put("rejudge", id);
    }
    json.put("selected", rows.size())
        .put("without_verdict", withoutVerdict)
        .put("judged", count(Row::isJudged))
        .put("changed", count(Row::isChanged))
        .put("not_judged", count(row -> row.refusal().isPresent()))
        .put("applied", count(Fate.APPLIED))
        .put("overtaken", count(Fate.OVERTAKEN));
    ArrayNode submissions = json.putArray("submissions");
    for (Row row : rows) {
      ObjectNode each =
          submissions
              .addObject()
              .put("id", row.id())
              .put("generation", row.generation())
              .put("problem", row.problem())
              .put("language", row.language())
              .put("changed", row.isChanged());
      row.before().ifPresent(outcome -> each.set("before", json(outcome)));
      row.after().ifPresent(outcome -> each.set("after", json(outcome)));
      row.refusal().ifPresent(why -> each.put("not_judged", why));
      row.fate().ifPresent(fate -> each.put("fate", word(fate)));
    }
    return json;
  }

  private static String word(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode json(Outcome outcome) {
    ObjectNode json =
        StrictJson.object()
            .put("generation", outcome.generation())
            .put("status", outcome.status().json())
            .put("verdict", outcome.status().verdict())
            .put("cpu_time_ms", outcome.slowest().toMillis());
    if (outcome.score() != null) {
      json.put("score", outcome.score());
    }
    if (outcome.revision() != null) {
      json.put("problem_revision", outcome.revision());
    }
    if (outcome.message() != null) {
      json.put("message", outcome.message());
    }
    return json;
  }

  /** A table of what was chosen, with the verdicts that stand. */
  public String chosen() {
    TextTable table = new TextTable("submission", "problem", "language", "verdict", "score");
    for (Row row : rows) {
      table.row(
          row.id(),
          row.problem(),
          row.language(),
          row.before().map(outcome -> outcome.status().verdict()).orElse("-"),
          row.before().map(RejudgeReport::score).orElse(""));
    }
    return table.toString();
  }

  /** A table of what is different, or of everything; nothing where that is empty. */
  public Optional<String> table(boolean all) {
    List<Row> shown = rows.stream().filter(row -> all || isRemarkable(row)).toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    TextTable table =
        new TextTable(
            "submission", "problem", "language", "verdict", "score", "cpu ms", "package", "");
    for (Row row : shown) {
      table.row(
          row.id(),
          row.problem(),
          row.language(),
          both(row, outcome -> outcome.status().verdict()),
          both(row, RejudgeReport::score),
          both(row, outcome -> Long.toString(outcome.slowest().toMillis())),
          both(row, RejudgeReport::revision),
          remark(row));
    }
    return Optional.of(table.toString());
  }

  private static boolean isRemarkable(Row row) {
    return !row.isJudged() || row.isChanged() || row.fate().equals(Optional.of(Fate.OVERTAKEN));
  }

  private static String remark(Row row) {
    if (row.fate().equals(Optional.of(Fate.OVERTAKEN))) {
      return "not applied: something newer is there";
    }
    return row.refusal()
        .map(why -> why.lines().findFirst().orElse(""))
        .map(why -> why.length() <= MESSAGE ? why : why.substring(0, MESSAGE - 1) + "…")
        .orElse(row.isJudged() ? "" : "no answer yet");
  }

  private static String score(Outcome outcome) {
    Double score = outcome.score();
    return score == null ? "" : score.toString().replaceFirst("\\.0$", "");
  }

  private static String revision(Outcome outcome) {
    String revision = outcome.revision();
    return revision == null ? "" : revision.substring(0, Math.min(revision.length(), REVISION));
  }

  /** One word where both are the same, as in a column of which little changes. */
  private static String both(Row row, Function<Outcome, String> what) {
    String before = row.before().map(what).orElse("");
    String after =
        row.after().map(what).orElse(row.isDone() ? Status.INTERNAL_ERROR.verdict() : "");
    if (row.after().isEmpty() || Objects.equals(before, after)) {
      return before;
    }
    return (before.isEmpty() ? "-" : before) + ARROW + (after.isEmpty() ? "-" : after);
  }

  /** The counts, and what to do next. */
  public String summary(boolean applied) {
    StringBuilder text = new StringBuilder();
    text.append(id).append(": ").append(count(Row::isJudged)).append(" judged again, ");
    text.append(count(Row::isChanged)).append(" changed");
    long refused = count(row -> row.refusal().isPresent());
    text.append(refused == 0 ? "" : ", " + refused + " not judged");
    long open = count(row -> !row.isDone());
    text.append(open == 0 ? "" : ", " + open + " without an answer yet");
    if (applied) {
      text.append("; ").append(count(Fate.APPLIED)).append(" applied");
      long overtaken = count(Fate.OVERTAKEN);
      text.append(overtaken == 0 ? "" : ", " + overtaken + " overtaken by something newer");
    } else {
      text.append("; nothing is published: `gavel rejudge --resume ").append(id);
      text.append(" --apply` does");
    }
    return text.toString();
  }
}
