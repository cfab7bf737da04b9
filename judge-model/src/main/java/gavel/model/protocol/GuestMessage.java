package gavel.model.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import gavel.model.Limit;
import gavel.model.Status;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guest executor says. After a request came {@code ack} at once, any number of {@code log},
 * and exactly one {@code result} or {@code error}, which is the last. Requests that are answered at
 * once get no {@code ack} before.
 */
public sealed interface GuestMessage {
  /** The id of the request; empty where a message could not be read far enough to know it. */
  String id();

  /** The last message of a request that did what it should. */
  sealed interface Result extends GuestMessage {}

  /**
   * The version that will be spoken.
   *
   * @param unenforced what this guest cannot make sure of when it runs programs, in words for
   *     people; absent where there is nothing
   */
  record Welcome(String id, int protocol, String agent, @Nullable List<String> unenforced)
      implements Result {
    /** Copies the list. */
    public Welcome {
      unenforced = unenforced == null ? null : List.copyOf(unenforced);
    }
  }

  /** The request was understood and is being worked on. */
  record Ack(String id) implements GuestMessage {}

  /** It is done, and there is nothing more to say. */
  record Done(String id) implements Result {}

  /**
   * A line of output as it appears, or a part of one.
   *
   * @param seq counts the messages of a stream from 0, without a gap
   * @param text without the line feed, and with bytes that are not UTF-8 replaced; the result has
   *     them as they are
   * @param partial true: the line does not end here: the next message of the stream goes on with
   *     it, if there is one; else absent
   * @param truncated true: the line is longer than a log may be, and the rest of it is left out;
   *     else absent
   */
  record Log(
      String id,
      Stream stream,
      long seq,
      String text,
      @Nullable Boolean partial,
      @Nullable Boolean truncated)
      implements GuestMessage {
    /** A whole line. */
    public Log(String id, Stream stream, long seq, String text) {
      this(id, stream, seq, text, null, null);
    }
  }

  /** Which output. */
  enum Stream {
    /** Standard output. */
    @JsonProperty("stdout")
    STDOUT,
    /** Standard error. */
    @JsonProperty("stderr")
    STDERR
  }

  /** Why there is no result. {@code field} names what was wrong in the request, where it was. */
  record Failure(String id, ErrorCode code, String message, @Nullable String field)
      implements GuestMessage {}

  /**
   * The answer to {@code health_check}.
   *
   * @param status {@code ok}; {@code degraded} or {@code unfit}, each with what is wrong behind it
   */
  record Health(
      String id,
      String status,
      String version,
      @JsonProperty("uptime_ms") Duration uptime,
      String hostname,
      int protocol)
      implements Result {
    /** All is well. */
    public static final String OK = "ok";

    /** Something is missing without which programs are not isolated or limited. */
    public static final String UNFIT = "unfit";

    /** Whether nothing must be judged here. */
    @JsonIgnore
    public boolean isUnfit() {
      return status.startsWith(UNFIT);
    }
  }

  /** The answer to {@code report_status}. */
  record StatusReport(
      String id,
      @JsonProperty("memory_total_bytes") ByteSize memoryTotal,
      @JsonProperty("memory_used_bytes") ByteSize memoryUsed,
      @JsonProperty("disk_total_bytes") ByteSize diskTotal,
      @JsonProperty("disk_used_bytes") ByteSize diskUsed,
      double load,
      int slotsBusy,
      int slotsFree,
      int artifacts,
      List<RuntimeVersion> runtimes)
      implements Result {
    /** Copies the list. */
    public StatusReport {
      runtimes = List.copyOf(runtimes);
    }
  }

  /** A language and what its version probe printed; no version: it is not installed. */
  record RuntimeVersion(String language, @Nullable String version) {}

  /** The answer to {@code has_blob}: those of the asked that are stored. */
  record Blobs(String id, List<String> present) implements Result {
    /** Copies the list. */
    public Blobs {
      present = List.copyOf(present);
    }
  }

  /**
   * The answer to {@code compile}.
   *
   * @param artifact what {@code run} takes; absent unless the status is success
   * @param status success or compilation_error
   * @param output what the compiler printed, cut at 64 KiB
   */
  record Compiled(
      String id,
      Status status,
      @Nullable String artifact,
      @Nullable String reason,
      String output,
      boolean cached,
      @JsonProperty("cpu_time_ms") Duration cpuTime,
      @JsonProperty("wall_time_ms") Duration wallTime,
      @JsonProperty("memory_bytes") ByteSize memory)
      implements Result {}

  /**
   * The answer to {@code run}; the bodies {@code stdout} and {@code stderr} are its output.
   *
   * @param status everything but wrong_answer and compilation_error
   * @param reason in a few words; absent where it succeeded
   * @param limit the limit that it was over, where the status comes of that
   * @param signal and its name: what ended the program, where it did not exit
   * @param userTime and the system time: the kernel's sampled division of the CPU time
   * @param memory the peak of the control group; where there was an OOM kill or page cache to
   *     reclaim it is about the limit, and says nothing of how much the program would have needed
   * @param maxRss the largest resident set of a single process
   * @param processesPeak processes and threads at once; absent where the kernel cannot tell, or
   *     only that they were no more than in an earlier run of the slot (version 1 control groups)
   * @param collected what was to be collected, in that order, trees with what is below them; absent
   *     where that was nothing
   */
  record Ran(
      String id,
      Status status,
      @Nullable String reason,
      @Nullable Limit limit,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      @Nullable String signalName,
      boolean stdoutTruncated,
      boolean stderrTruncated,
      @JsonProperty("cpu_time_ms") Duration cpuTime,
      @JsonProperty("user_time_ms") Duration userTime,
      @JsonProperty("system_time_ms") Duration systemTime,
      @JsonProperty("wall_time_ms") Duration wallTime,
      @JsonProperty("memory_bytes") ByteSize memory,
      @JsonProperty("max_rss_bytes") ByteSize maxRss,
      @Nullable Integer processesPeak,
      @Nullable List<CollectedFile> collected)
      implements Result {
    /** Copies the list. */
    public Ran {
      collected = collected == null ? null : List.copyOf(collected);
    }

    /** One of which nothing was to be collected. */
    public Ran(
        String id,
        Status status,
        @Nullable String reason,
        @Nullable Limit limit,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String signalName,
        boolean stdoutTruncated,
        boolean stderrTruncated,
        Duration cpuTime,
        Duration userTime,
        Duration systemTime,
        Duration wallTime,
        ByteSize memory,
        ByteSize maxRss,
        @Nullable Integer processesPeak) {
      this(
          id,
          status,
          reason,
          limit,
          exitCode,
          signal,
          signalName,
          stdoutTruncated,
          stderrTruncated,
          cpuTime,
          userTime,
          systemTime,
          wallTime,
          memory,
          maxRss,
          processesPeak,
          null);
    }
  }

  /**
   * What came of a conversation; the bodies {@code contestant/stderr}, {@code interactor/stderr}
   * and, where it was asked for, {@code transcript} go with it.
   *
   * @param first which of the two ended first
   * @param transcriptTruncated whether they said more than is in the transcript; absent where there
   *     is none
   */
  record Interacted(
      String id, Ran contestant, Ran interactor, Side first, @Nullable Boolean transcriptTruncated)
      implements Result {}

  /** The answer to {@code execute}: no run where it did not compile. */
  record Executed(String id, Compiled compile, @Nullable Ran run) implements Result {}

  /**
   * The answer to {@code exec}; the bodies {@code stdout} and {@code stderr} are its output.
   *
   * @param exitCode 127 where it could not be started; absent where a signal ended it
   * @param signal and its name: what ended the command, where it did not exit
   * @param reason {@code timeout}, or why it could not be started; else absent
   */
  record CommandEnded(
      String id,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      @Nullable String signalName,
      @Nullable String reason,
      boolean stdoutTruncated,
      boolean stderrTruncated,
      @JsonProperty("wall_time_ms") Duration wallTime)
      implements Result {}
}
