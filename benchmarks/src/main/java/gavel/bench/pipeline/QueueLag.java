package gavel.bench.pipeline;

import gavel.worker.topic.Topics;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;

/** How many submissions wait, as the broker tells whoever asks. */
public final class QueueLag {
  private QueueLag() {}

  /** Records that the workers' group has not finished. */
  public static long of(Admin admin) throws IOException, InterruptedException {
    try {
      return admin
          .listShareGroupOffsets(Map.of(Topics.WORKERS, new ListShareGroupOffsetsSpec()))
          .partitionsToOffsetInfo(Topics.WORKERS)
          .get()
          .values()
          .stream()
          .filter(Objects::nonNull) // a partition that the group has not begun with
          .mapToLong(offset -> offset.lag().orElse(0L))
          .sum();
    } catch (ExecutionException refused) {
      throw new IOException("Tried to ask for the queue's length: " + refused.getCause(), refused);
    }
  }
}
