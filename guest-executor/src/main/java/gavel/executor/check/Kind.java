package gavel.executor.check;

import com.fasterxml.jackson.annotation.JsonValue;
import gavel.executor.check.CheckResult.Level;
import java.util.Locale;

/** What a check is about; results are shown in this order. */
public enum Kind {
  /** What the launcher asks of the kernel. */
  KERNEL,
  /** Limits and accounting. */
  CONTROL_GROUPS,
  /** A slot, as a worker uses it. */
  SANDBOX,
  /** Compilers and runtimes. */
  LANGUAGES,
  /** What makes times vary. */
  NOISE,
  /** What is only needed for a sandbox without root. */
  ROOTLESS,
  /** What is only needed for guests in virtual machines. */
  VIRTUAL_MACHINES;

  /** As people read it. */
  @JsonValue
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  CheckResult ok(String name, String detail) {
    return new CheckResult(this, name, Level.OK, detail, null);
  }

  CheckResult warn(String name, String detail, String fix) {
    return new CheckResult(this, name, Level.WARN, detail, fix);
  }

  CheckResult missing(String name, String detail, String fix) {
    return new CheckResult(this, name, Level.MISSING, detail, fix);
  }
}
