package gavel.model.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.json.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FramingPropertyTest {
  @Provide
  Arbitrary<List<Envelope>> envelopes() {
    Arbitrary<Body> bodies =
        Combinators.combine(
                Arbitraries.strings().ofMaxLength(10),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(400))
            .as(Body::ofBytes);
    Arbitrary<Envelope> envelopes =
        Combinators.combine(Arbitraries.strings().ofMaxLength(50), bodies.list().ofMaxSize(4))
            .as((text, list) -> new Envelope(StrictJson.object().put("text", text), list));
    return envelopes.list().ofMinSize(1).ofMaxSize(5);
  }

  @Property(tries = 300)
  void bothFramingsGiveBackWhatWasWritten(@ForAll("envelopes") List<Envelope> envelopes)
      throws IOException {
    Envelope[] array = envelopes.toArray(Envelope[]::new);
    for (byte[] bytes :
        List.of(Envelopes.lengthPrefixed(array), Envelopes.newlineDelimited(array))) {
      List<Envelope> read = Envelopes.readAll(bytes, Envelopes.IN_MEMORY);
      assertThat(contents(read)).isEqualTo(contents(envelopes));
    }
  }

  /** Everything but the identity of the arrays. */
  private static List<Object> contents(List<Envelope> envelopes) {
    List<Object> contents = new ArrayList<>();
    for (Envelope envelope : envelopes) {
      contents.add(envelope.message());
      for (Body body : envelope.bodies()) {
        contents.add(body.name());
        contents.add(List.of(java.util.HexFormat.of().formatHex(Envelopes.content(body))));
      }
    }
    return contents;
  }
}
