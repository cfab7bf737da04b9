package gavel.cli.dead;

import gavel.cli.dead.Letter.Judgement;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.topic.VerdictRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What has happened to dead letters since: which of them it would make sense to queue again. */
final class Chances {
  /** Of a record that was queued again: where the one stood that it is a copy of. */
  static final String RETRY_OF = "gavel-retry-of";

  private final Set<String> ids = new HashSet<>();
  private final Set<String> retried = new HashSet<>();

  /** The verdict that counts, by submission and generation. */
  private final Map<String, Standing> verdicts = new HashMap<>();

  private record Standing(String verdict, String contentHash) {}

  /** From now on verdicts of its submission are noted. */
  void concerns(Letter letter) {
    letter.judgement().ifPresent(judgement -> ids.add(judgement.id()));
  }

  /** A record of a topic of submissions. */
  void submission(ConsumerRecord<String, byte[]> record) {
    Header of = record.headers().lastHeader(RETRY_OF);
    if (of != null && of.value() != null) {
      retried.add(new String(of.value(), StandardCharsets.UTF_8));
    }
  }

  /** A record of the topic of verdicts. */
  void verdict(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null || !ids.contains(record.key())) {
      return;
    }
    try {
      VerdictRecord verdict = StrictJson.read(record.value(), VerdictRecord.class);
      verdicts.putIfAbsent(
          place(verdict.id(), verdict.generation()),
          new Standing(verdict.verdict(), verdict.contentHash()));
    } catch (InvalidField _) {
      // of a newer Gavel: whoever judges the letter again knows it
      return;
    }
  }

  private static String place(String id, int generation) {
    return id + " " + generation;
  }

  /** Whether it was queued again before. */
  boolean isRetried(Letter letter) {
    return retried.contains(letter.origin());
  }

  /** Why queueing it again would lead to nothing; nothing where it may help. */
  Optional<String> hindrance(Letter letter, Instant now) {
    if (letter.lacking().isPresent()) {
      return letter.lacking();
    }
    if (isRetried(letter)) {
      return Optional.of("it was queued again before");
    }
    return letter.judgement().flatMap(judgement -> hindrance(judgement, now));
  }

  private Optional<String> hindrance(Judgement judgement, Instant now) {
    Standing standing = verdicts.get(place(judgement.id(), judgement.generation()));
    if (standing != null) {
      return Optional.of(
          standing.contentHash().equals(judgement.contentHash())
              ? "it has a verdict, " + standing.verdict() + ": `gavel rejudge` judges anew"
              : "something else with its id has a verdict: submit it under another id");
    }
    return judgement.deadline().filter(now::isAfter).map(_ -> "its deadline has passed");
  }
}
