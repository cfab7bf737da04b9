package gavel.model.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose program a run is of; one kind never sees, or shares a user with, the other. */
public enum Role {
  /** One that is judged. */
  @JsonProperty("contestant")
  CONTESTANT,
  /** One that judges: a validator or an interactor. */
  @JsonProperty("jury")
  JURY
}
