package gavel.worker.judge;

import gavel.model.ByteSize;
import gavel.model.language.Languages;
import java.util.Optional;

/**
 * How judgements are made, whatever is judged.
 *
 * @param languages that the jury's programs may be in
 * @param timeFactor that all time limits are multiplied by, from 1 on: for guests that are slower
 *     than what limits were made for
 * @param reruns how often a test is run again that ended by itself and over its time limit by a
 *     tenth at most; the shortest time counts
 * @param transcript how much is kept of what interactive submissions say and hear; nothing: none
 */
public record JudgeSettings(
    Languages languages, int timeFactor, int reruns, Optional<ByteSize> transcript) {
  /** Limits as they are, and no transcripts. */
  public static JudgeSettings of(Languages languages) {
    return new JudgeSettings(languages, 1, 0, Optional.empty());
  }

  /** The same with another factor. */
  public JudgeSettings withTimeFactor(int factor) {
    return new JudgeSettings(languages, factor, reruns, transcript);
  }

  /** The same with another number of reruns. */
  public JudgeSettings withReruns(int times) {
    return new JudgeSettings(languages, timeFactor, times, transcript);
  }

  /** The same with transcripts of at most that size for each test. */
  public JudgeSettings withTranscript(ByteSize most) {
    return new JudgeSettings(languages, timeFactor, reruns, Optional.of(most));
  }
}
