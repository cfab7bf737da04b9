package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that a group belongs to, told by the group's name: its id, when it started (clock
 * ticks since boot) and the pid namespace in which the id counts.
 */
record GroupOwner(long pid, long startTime, long namespace) {
  private static final Pattern NAME = Pattern.compile("gavel-(\\d{1,18})-(\\d{1,18})-(\\d{1,18})");

  String groupName() {
    return "gavel-" + pid + "-" + startTime + "-" + namespace;
  }

  /** The owner of a group of that name, empty when it is not one of ours. */
  static Optional<GroupOwner> ofGroup(Path group) {
    Matcher matcher = NAME.matcher(String.valueOf(group.getFileName()));
    return matcher.matches()
        ? Optional.of(
            new GroupOwner(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }
}
