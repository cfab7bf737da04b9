package gavel.model.topic;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import gavel.model.json.InvalidField;

class SubmissionRecordFuzzTest {
  /** Whatever a producer writes, it is a submission, a newer one, or a named refusal. */
  @FuzzTest(maxDuration = "30s")
  void readsOrRefuses(FuzzedDataProvider data) {
    try {
      SubmissionRecord.read(data.consumeRemainingAsBytes()).contentHash();
    } catch (InvalidField | NewerSchema expected) {
      // a refusal in the record's own terms
    }
  }
}
