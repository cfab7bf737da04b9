package gavel.cli.program;

/** How much the programs that this command starts say on standard error. */
public enum LogLevel {
  /** What they do: for a service. */
  INFO,
  /** Only what is wrong: for a command whose own output people read. */
  WARN;

  /** What their log configuration looks at. */
  String jvmOption() {
    return "-DGAVEL_LOG_LEVEL=" + this;
  }
}
