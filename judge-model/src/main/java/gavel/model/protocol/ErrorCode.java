package gavel.model.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a request got no result. */
public enum ErrorCode {
  /** The request cannot be used as it is; {@code field} names what is wrong. */
  @JsonProperty("invalid_request")
  INVALID_REQUEST,
  /** No such language here, or its toolchain is not installed. */
  @JsonProperty("unsupported_language")
  UNSUPPORTED_LANGUAGE,
  /** A frame, a body or a count is over its cap. */
  @JsonProperty("too_large")
  TOO_LARGE,
  /** Every slot is taken; try again. */
  @JsonProperty("busy")
  BUSY,
  /** No such artifact or blob here, or no longer: send it again. */
  @JsonProperty("not_found")
  NOT_FOUND,
  /** The request was ended by {@code cancel}. */
  @JsonProperty("cancelled")
  CANCELLED,
  /** The executor failed; nothing is said about the program. */
  @JsonProperty("internal_error")
  INTERNAL_ERROR
}
