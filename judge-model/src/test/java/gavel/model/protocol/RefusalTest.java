package gavel.model.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a peer is told of a message that cannot be used, and what is no message at all. */
class RefusalTest {
  private static final String INTERNALS =
      "(?s).*(gavel\\.|fasterxml|java\\.|`|Coercion|Stream[A-Z]|DeserializationF|START_).*";
  private static final List<String> VALUES =
      List.of(
          "null",
          "7",
          "-7",
          "1.5",
          "99999999999",
          "99999999999999999999",
          "\"x\"",
          "\"\"",
          "true",
          "[]",
          "[null]",
          "[7]",
          "[[]]",
          "[{}]",
          "{}",
          "{\"a\":null}",
          "{\"a\":7}");

  private static @Nullable InvalidField refusal(String json) {
    try {
      MessageCodec.decodeRequest(StrictJson.readObject(json.getBytes(UTF_8)));
      return null;
    } catch (InvalidField refused) {
      return refused;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'run','id':'1','artifact':'a','role':'x'} | role | is not one of contestant, jury",
        "{'type':'run','id':'1','artifact':'a','role':7} | role | is not one of contestant, jury",
        "{'type':'run','id':'1','artifact':7} | artifact | is not a text",
        "{'type':'run','id':'1','artifact':'a','args':[7]} | args[0] | is not a text",
        "{'type':'run','id':'1','artifact':'a','args':{}} | args | is not a list",
        "{'type':'run','id':'1','artifact':'a','stream':'x'} | stream | is neither true nor false",
        "{'type':'run','id':'1','artifact':'a','limits':7} | limits | is not an object",
        "{'type':'run','id':'1','artifact':'a','limits':{'processes':'x'}}"
            + " | limits.processes | is not a whole number",
        "{'type':'run','id':'1','artifact':'a','limits':{'processes':99999999999}}"
            + " | limits.processes | is too large a number",
        "{'type':'hello','id':'1'} | protocol | is missing",
        "{'type':'exec','id':'1','argv':['a',null]} | argv | is missing",
        "{'type':'exec','id':'1','argv':['a'],'env':[]} | env | is not an object"
      })
  void itSaysWhatWasExpectedThere(String json, String field, String message) {
    assertThat(refusal(json.replace('\'', '"')))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field))
        .hasMessage(message);
  }

  @ParameterizedTest
  @MethodSource("gavel.model.protocol.MessageCodecTest#requests")
  void itKnowsNothingOfClasses(GuestRequest request) {
    ObjectNode sound = MessageCodec.encode(request);
    sound
        .fieldNames()
        .forEachRemaining(name -> {
          for (String value : VALUES) {
            ObjectNode wrong = sound.deepCopy();
            wrong.set(
                name, StrictJson.readObject(("{\"v\":" + value + "}").getBytes(UTF_8)).get("v"));
            InvalidField refused = refusal(wrong.toString());
            if (refused != null) {
              assertThat(refused.getMessage()).as(wrong.toString()).doesNotMatch(INTERNALS);
              assertThat(refused.field()).as(wrong.toString()).isNotEmpty();
            }
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}{}",
        "{} x",
        "{\"a\":}",
        "{\"a\":[1}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":tru}",
        "{\"a\":\"",
        "{\"a\":\"\\x\"}",
        "{\"a\":01}",
        "{a:1}",
        "[]",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
      })
  void norDoesItWhereThereIsNoJson(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> StrictJson.readMessage(bytes, bytes.length))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotMatch(INTERNALS));
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> StrictJson.readObject(bytes))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotMatch(INTERNALS));
  }

  @Test
  void norWhereThereIsTooMuch() {
    byte[] many = ("{\"a\":[" + "1,".repeat(StrictJson.MAX_TOKENS) + "1]}").getBytes(UTF_8);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> StrictJson.readMessage(many, many.length))
        .satisfies(refused -> assertThat(refused.getMessage()).doesNotMatch(INTERNALS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'type':'health_check','id':'\\ud800'} | id",
        "{'type':'health_check','id':'\\udc00\\ud800'} | id",
        "{'type':'cancel','id':'1','target':'a\\udfff'} | target",
        "{'type':'run','id':'1','artifact':'a','args':['b','\\ud83d']} | args[1]",
        "{'type':'exec','id':'1','argv':['a'],'env':{'A':'\\ud800'}} | env.A"
      })
  void halfASurrogatePairIsNoText(String json, String field) {
    assertThat(refusal(json.replace('\'', '"')))
        .satisfies(refused -> assertThat(refused.field()).isEqualTo(field))
        .hasMessageContaining("half a surrogate pair");
  }

  @Test
  void norIsItAName() {
    assertThat(
            refusal(
                "{\"type\":\"exec\",\"id\":\"1\",\"argv\":[\"a\"],\"env\":{\"\\ud800\":\"b\"}}"))
        .hasMessageContaining("urrogate");
  }

  @Test
  void aWholePairIsText() {
    assertThat(refusal("{\"type\":\"health_check\",\"id\":\"\\ud83d\\ude00\"}")).isNull();
    assertThat(refusal("{\"type\":\"health_check\",\"id\":\"\ud83d\ude00é\"}")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00c0\u0080", "\u00c1\u00bf", "\u00ed\u00a0\u0080", "\u00ff", "\u00e2\u0082"})
  void whatIsNoUtf8IsMalformedInBothFramings(String bytes) {
    byte[] json = ("{\"type\":\"health_check\",\"id\":\"" + bytes + "\"}").getBytes(ISO_8859_1);
    assertMalformed(json);
  }

  @Test
  void theSameGoesForUtf16() {
    byte[] json = "{\"type\":\"health_check\",\"id\":\"1\"}".getBytes(UTF_16BE);
    assertThatExceptionOfType(InvalidField.class)
        .isThrownBy(() -> StrictJson.readMessage(json, json.length))
        .withMessageContaining("UTF-8");
  }

  private static void assertMalformed(byte[] json) {
    byte[] frame = ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
    byte[] line = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').array();
    for (byte[] bytes : List.of(frame, line)) {
      assertThatExceptionOfType(ProtocolViolation.class)
          .isThrownBy(() -> Envelopes.readAll(bytes, Envelopes.IN_MEMORY))
          .withMessageContaining("is not UTF-8 at byte");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"size\":0", "base64\":\"\""})
  void aBodyHasANameThatIsText(String rest) {
    String json = "{\"bodies\":[{\"name\":\"\\ud800\",\"" + rest + "}]}";
    byte[] bytes = rest.startsWith("s") ? frame(json) : (json + "\n").getBytes(UTF_8);
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Envelopes.readAll(bytes, Envelopes.IN_MEMORY))
        .withMessageContaining("bodies[0].name has half a surrogate pair");
  }

  private static byte[] frame(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }

  @Test
  void aWordHasAtMostWhatTheKernelTakes() {
    String most = "x".repeat(131_071);
    List<String> refused = new ArrayList<>();
    for (String word : List.of(most, most + "x", "é".repeat(65_536))) {
      InvalidField flags =
          refusal(
              "{\"type\":\"compile\",\"id\":\"1\",\"language\":\"c\",\"flags\":[\""
                  + word
                  + "\"]}");
      InvalidField argv = refusal("{\"type\":\"exec\",\"id\":\"1\",\"argv\":[\"" + word + "\"]}");
      refused.add((flags == null ? "" : flags.field()) + (argv == null ? "" : argv.field()));
    }
    assertThat(refused).containsExactly("", "flagsargv", "flagsargv");
    assertThat(
            refusal(
                "{\"type\":\"exec\",\"id\":\"1\",\"argv\":[\"a\"],\"env\":{\"A\":\""
                    + most.substring(1)
                    + "\"}}"))
        .hasMessageContaining("131071 bytes with its name");
  }
}
