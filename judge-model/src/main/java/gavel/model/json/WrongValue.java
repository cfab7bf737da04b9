package gavel.model.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;

/** A value that a reader of Gavel's own refused; the message is for whoever wrote the value. */
final class WrongValue extends JsonMappingException {
  private static final long serialVersionUID = 1;

  WrongValue(JsonParser in, String message) {
    super(in, message);
  }

  WrongValue(JsonParser in, String message, Throwable cause) {
    super(in, message, cause);
  }
}
