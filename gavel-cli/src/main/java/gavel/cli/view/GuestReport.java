package gavel.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.StrictJson;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.RuntimeVersion;
import gavel.model.protocol.GuestMessage.StatusReport;
import java.util.Locale;

/** What a guest says of itself. */
public final class GuestReport {
  private static final int MILLIS = 1000;

  private GuestReport() {}

  /** The fields as they came over the wire. */
  public static String jsonText(GuestMessage.Result answer) {
    ObjectNode json = (ObjectNode) StrictJson.tree(answer);
    json.remove("id");
    return StrictJson.writePretty(json);
  }

  /** A word for people, or an object that says that all is well. */
  public static String done(boolean json, String word) {
    return json ? StrictJson.writePretty(StrictJson.object().put("ok", true)) : word;
  }

  /** One line in a table. */
  public static String text(Health health) {
    return new TextTable("status", "host", "version", "up s", "protocol")
        .row(
            health.status(),
            health.hostname(),
            health.version(),
            Long.toString(health.uptime().toMillis() / MILLIS),
            Integer.toString(health.protocol()))
        .toString();
  }

  /** A table of the machine and one of the languages. */
  public static String text(StatusReport status) {
    TextTable machine =
        new TextTable(
            "memory used", "of", "disk used", "of", "load", "slots busy", "free", "artifacts");
    machine.row(
        Sizes.mebibytes(status.memoryUsed()),
        Sizes.mebibytes(status.memoryTotal()),
        Sizes.mebibytes(status.diskUsed()),
        Sizes.mebibytes(status.diskTotal()),
        String.format(Locale.ROOT, "%.2f", status.load()),
        Integer.toString(status.slotsBusy()),
        Integer.toString(status.slotsFree()),
        Integer.toString(status.artifacts()));
    TextTable languages = new TextTable("language", "version");
    for (RuntimeVersion runtime : status.runtimes()) {
      languages.row(
          runtime.language(), runtime.version() == null ? "not installed" : runtime.version());
    }
    String line = System.lineSeparator();
    return machine + line + line + languages;
  }
}
