package gavel.model.protocol;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.EOFException;
import java.io.IOException;

class FramingFuzzTest {
  /** Whatever arrives, it is envelopes, a violation or the end. */
  @FuzzTest(maxDuration = "30s")
  void readsOrRefuses(FuzzedDataProvider data) throws IOException {
    try {
      Envelopes.readAll(data.consumeRemainingAsBytes(), Envelopes.IN_MEMORY);
    } catch (ProtocolViolation | EOFException expected) {
      // a refusal in the protocol's own terms
    }
  }
}
