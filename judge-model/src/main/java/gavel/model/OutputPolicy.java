package gavel.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when standard output goes over its limit. */
public enum OutputPolicy {
  /** What exceeds the limit is thrown away; the program runs on and is classified at its end. */
  @JsonProperty("drain")
  DRAIN,
  /** The run is ended at the limit. */
  @JsonProperty("kill")
  KILL
}
