package gavel.model.protocol;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;

class MessageCodecFuzzTest {
  /** Whatever the JSON, it is a message or a named refusal. */
  @FuzzTest(maxDuration = "30s")
  void decodesOrRefuses(FuzzedDataProvider data) {
    byte[] json = data.consumeRemainingAsBytes();
    try {
      ObjectNode message = StrictJson.readObject(json);
      MessageCodec.decodeRequest(message);
    } catch (InvalidField expected) {
      // names the field
    }
    try {
      MessageCodec.decodeMessage(StrictJson.readObject(json));
    } catch (InvalidField expected) {
      // names the field
    }
  }
}
