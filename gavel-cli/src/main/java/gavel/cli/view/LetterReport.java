package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.dead.DeadLetters.Examined;
import gavel.cli.dead.Letter;
import gavel.model.json.StrictJson;
import java.util.List;
import java.util.Locale;

/** What {@code gavel dead-letters} prints. */
public final class LetterReport {
  private static final int MESSAGE = 80;

  private LetterReport() {}

  /** A table for people. */
  public static String table(List<Examined> letters) {
    TextTable table =
        new TextTable("dead at", "submission", "reason", "where it stood", "message", "");
    for (Examined each : letters) {
      Letter letter = each.letter();
      table.row(
          letter.deadAt().toString(),
          letter.id(),
          reason(letter),
          letter.origin(),
          said(letter),
          each.retried() ? "queued again" : "");
    }
    return table.toString();
  }

  private static String reason(Letter letter) {
    return letter.reason().name().toLowerCase(Locale.ROOT);
  }

  private static String said(Letter letter) {
    String text = (letter.field() == null ? "" : letter.field() + " ") + letter.message();
    String line = text.lines().findFirst().orElse("");
    return line.length() <= MESSAGE ? line : line.substring(0, MESSAGE - 1) + "…";
  }

  /** The list for programs. */
  public static ObjectNode listed(List<Examined> letters) {
    ObjectNode report = StrictJson.object().put("count", letters.size());
    ArrayNode list = report.putArray("letters");
    letters.forEach(each -> list.add(json(each).put("retried", each.retried())));
    return report;
  }

  private static ObjectNode json(Examined each) {
    Letter letter = each.letter();
    ObjectNode json = StrictJson.object();
    if (!letter.id().isEmpty()) {
      json.put("id", letter.id());
    }
    letter.judgement().ifPresent(judgement -> json.put("generation", judgement.generation()));
    json.put("reason", reason(letter));
    if (letter.field() != null) {
      json.put("field", letter.field());
    }
    return json.put("message", letter.message())
        .put("origin", letter.origin())
        .put("delivery_count", letter.deliveryCount())
        .put("dead_at", letter.deadAt().toString());
  }

  /** What was queued again, or would be, for programs. */
  public static ObjectNode retried(List<Examined> letters, boolean dryRun) {
    ObjectNode report = StrictJson.object().put("dry_run", dryRun).put("queued", queued(letters));
    ArrayNode list = report.putArray("letters");
    for (Examined each : letters) {
      ObjectNode json = json(each).put("queued", each.hindrance().isEmpty());
      each.hindrance().ifPresent(why -> json.put("left_out", why));
      list.add(json);
    }
    return report;
  }

  /** The same for people. */
  public static String text(List<Examined> letters, boolean dryRun) {
    StringBuilder text = new StringBuilder();
    for (Examined each : letters) {
      String name = each.letter().id().isEmpty() ? each.letter().origin() : each.letter().id();
      each.hindrance()
          .ifPresent(why ->
              text.append(name)
                  .append(" is left out: ")
                  .append(why)
                  .append(System.lineSeparator()));
    }
    return text.append(queued(letters))
        .append(" of ")
        .append(letters.size())
        .append(dryRun ? " would be queued again" : " queued again")
        .toString();
  }

  private static long queued(List<Examined> letters) {
    return letters.stream().filter(each -> each.hindrance().isEmpty()).count();
  }
}
