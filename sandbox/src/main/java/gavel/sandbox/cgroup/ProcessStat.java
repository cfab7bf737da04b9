package gavel.sandbox.cgroup;

import java.util.List;

/** The parts of {@code /proc/<pid>/stat} that tell who a process is, see proc_pid_stat(5). */
record ProcessStat(char state, long startTime) {
  /** Field 22 of the file, counted from field 3, the first after the name. */
  private static final int START_TIME = 22 - 3;

  /** The name in parentheses may itself hold parentheses and blanks: the last one ends it. */
  static ProcessStat parse(String stat) throws CgroupFault {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
    if (fields.size() > START_TIME && fields.get(START_TIME).matches("\\d{1,18}")) {
      return new ProcessStat(fields.getFirst().charAt(0), Long.parseLong(fields.get(START_TIME)));
    }
    throw new CgroupFault("Tried to read a process's start time from '" + stat + "'");
  }

  /** It has ended, though nobody has waited for it yet. */
  boolean isDead() {
    return state == 'Z' || state == 'X';
  }
}
