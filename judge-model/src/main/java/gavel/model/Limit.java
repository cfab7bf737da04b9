package gavel.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A limit that a run can be ended by, or be found over at its end. */
public enum Limit {
  /** {@link RunLimits#cpuTime}. */
  @JsonProperty("cpu_time")
  CPU_TIME,
  /** {@link RunLimits#wallTime}, or an end of it before its time because nothing could happen. */
  @JsonProperty("wall_time")
  WALL_TIME,
  /** {@link RunLimits#memory}. */
  @JsonProperty("memory")
  MEMORY,
  /** {@link RunLimits#stdout}. */
  @JsonProperty("stdout")
  STDOUT,
  /** {@link RunLimits#fileSize}. */
  @JsonProperty("file_size")
  FILE_SIZE
}
