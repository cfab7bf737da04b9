package gavel.model.json;

import org.jspecify.annotations.Nullable;

/** A value from outside that cannot be used; names the field as its writer knows it. */
public final class InvalidField extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private final String field;

  /** The message says what is wrong and what would be right. */
  public InvalidField(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The path of the field, such as {@code files[2].name}; empty for the whole document. */
  public String field() {
    return field;
  }

  /** The same one level up. */
  public InvalidField in(String parent) {
    String path = field.startsWith("[") || field.isEmpty() ? parent + field : parent + "." + field;
    return new InvalidField(path, String.valueOf(getMessage()));
  }

  /** The value, or an error that says that the field is missing. */
  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new InvalidField(field, "is missing");
    }
    return value;
  }

  /** Refuses a value unless the condition holds. */
  public static void require(boolean condition, String field, String message) {
    if (!condition) {
      throw new InvalidField(field, message);
    }
  }
}
