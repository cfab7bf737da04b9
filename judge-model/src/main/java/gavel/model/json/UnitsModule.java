package gavel.model.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import gavel.model.ByteSize;
import gavel.model.CpuSet;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Durations as whole milliseconds (fields end in {@code _ms}), sizes as bytes ({@code _bytes}),
 * points in time as ISO 8601 in UTC ({@code _at}), sets of CPUs as {@code "0-1,3"}.
 */
final class UnitsModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  UnitsModule() {
    add(
        Duration.class,
        (value, out) -> out.writeNumber(value.toMillis()),
        in -> Duration.ofMillis(wholeNumber(in, "milliseconds")));
    add(
        ByteSize.class,
        (value, out) -> out.writeNumber(value.bytes()),
        in -> ByteSize.ofBytes(wholeNumber(in, "bytes")));
    add(Instant.class, (value, out) -> out.writeString(value.toString()), UnitsModule::instant);
    add(CpuSet.class, (value, out) -> out.writeString(value.toString()), UnitsModule::cpus);
  }

  private interface Writer<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }

  private interface Reader<T> {
    T read(JsonParser in) throws IOException;
  }

  private <T> void add(Class<T> type, Writer<T> writer, Reader<T> reader) {
    addSerializer(
        type,
        new JsonSerializer<>() {
          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider context)
              throws IOException {
            writer.write(value, out);
          }
        });
    addDeserializer(
        type,
        new JsonDeserializer<>() {
          @Override
          public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return reader.read(in);
          }
        });
  }

  private static Instant instant(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new WrongValue(in, "is not an ISO 8601 time");
    }
    try {
      return Instant.parse(in.getText());
    } catch (DateTimeParseException malformed) {
      throw new WrongValue(in, "is not an ISO 8601 time in UTC: '" + in.getText() + "'", malformed);
    }
  }

  private static CpuSet cpus(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw new WrongValue(in, "is not a set of CPUs such as \"0-1,3\"");
    }
    try {
      return CpuSet.parse(in.getText());
    } catch (IllegalArgumentException malformed) {
      throw new WrongValue(in, String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private static long wholeNumber(JsonParser in, String unit) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new WrongValue(in, "is not a whole number of " + unit);
    }
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new WrongValue(in, "is not between 0 and 2^63-1 " + unit);
    }
    long value = in.getLongValue();
    if (value < 0) {
      throw new WrongValue(in, "is negative; it counts " + unit);
    }
    return value;
  }
}
