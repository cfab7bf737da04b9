package gavel.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What came of a run or a submission, as it stands in topics, JSON and the wire protocol. */
public enum Status {
  /** Ran within its limits and, where it was judged, the output was accepted. */
  SUCCESS("success", "AC"),
  /** The output validator rejected the output. */
  WRONG_ANSWER("wrong_answer", "WA"),
  /** CPU time or wall clock over the limit. */
  TIMEOUT("timeout", "TLE"),
  /** The kernel ended a process of the run because the group was out of memory. */
  MEMORY_EXCEEDED("memory_exceeded", "MLE"),
  /** Standard output or a written file over its limit. */
  OUTPUT_EXCEEDED("output_exceeded", "OLE"),
  /** A non-zero exit code, a signal, or a program that cannot be executed. */
  RUNTIME_ERROR("runtime_error", "RTE"),
  /** A system call that only an attack makes. */
  SECURITY_VIOLATION("security_violation", "SV"),
  /** The compiler failed, timed out or broke a limit. */
  COMPILATION_ERROR("compilation_error", "CE"),
  /** The judge failed; never caused by a program. */
  INTERNAL_ERROR("internal_error", "JE");

  private final String json;
  private final String verdict;

  Status(String json, String verdict) {
    this.json = json;
    this.verdict = verdict;
  }

  /** The name in JSON, such as {@code wrong_answer}. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The short form people say, such as {@code WA}. */
  public String verdict() {
    return verdict;
  }

  /** The status of that JSON name; {@link IllegalArgumentException} when there is none. */
  @JsonCreator
  public static Status ofJson(String name) {
    return Arrays.stream(values())
        .filter(status -> status.json.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a status"));
  }
}
