package gavel.model.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One of the two programs of a conversation. */
public enum Side {
  /** The one that is judged. */
  @JsonProperty("contestant")
  CONTESTANT,
  /** The jury's, which talks to it. */
  @JsonProperty("interactor")
  INTERACTOR;

  /** What it is called in messages. */
  public String json() {
    return this == CONTESTANT ? "contestant" : "interactor";
  }
}
