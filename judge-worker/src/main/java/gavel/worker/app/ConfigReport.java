package gavel.worker.app;

import gavel.model.json.StrictJson;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What {@code --check-config} says, as JSON too.
 *
 * @param problems all of them, a line each; none means that a worker would start
 * @param config every key that holds, secrets masked
 */
record ConfigReport(
    boolean ok, List<String> problems, List<String> warnings, List<Setting> config) {
  private static final String USUAL = "default";

  static ConfigReport unreadable(List<String> problems) {
    return new ConfigReport(false, problems, List.of(), List.of());
  }

  static ConfigReport of(ConfigCheck.Found found, List<Setting> set) {
    return new ConfigReport(found.ok(), found.problems(), found.warnings(), effective(set));
  }

  /** What was set, and what holds for keys that were not. */
  private static List<Setting> effective(List<Setting> set) {
    Map<String, Setting> all =
        set.stream()
            .collect(
                Collectors.toMap(Setting::key, Function.identity(), (a, _) -> a, TreeMap::new));
    for (ConfigKey key : ConfigKey.values()) {
      key.usual()
          .ifPresent(usual -> all.putIfAbsent(key.key(), new Setting(key.key(), usual, USUAL)));
    }
    return List.copyOf(all.values());
  }

  /** Problems and warnings to {@code err}, the rest to {@code out}. */
  void print(boolean json, PrintStream out, PrintStream err) {
    if (json) {
      out.println(StrictJson.writePretty(this));
      return;
    }
    warnings.forEach(warning -> err.println("warning: " + warning));
    problems.forEach(err::println);
    if (!ok) {
      return;
    }
    int widest = config.stream().mapToInt(each -> each.key().length()).max().orElse(1);
    for (Setting each : config) {
      out.println(
          String.format(
              Locale.ROOT, "%-" + widest + "s  %s  (%s)", each.key(), each.value(), each.origin()));
    }
    out.println("ok");
  }
}
