package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.worker.Availability;
import gavel.worker.FaultRetry;
import gavel.worker.JudgeFault;
import gavel.worker.JudgeFault.GuestFailed;
import gavel.worker.JudgeFault.GuestLost;
import gavel.worker.JudgeFault.Unavailable;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A guest that may come and go: connects when it is needed, puts a new connection in the place of a
 * lost one, and tries again, with growing and jittered waits, what failed for a lost connection or
 * a busy guest. Everything that a guest can be asked may be asked twice. What a guest failed at is
 * the caller's to try again: a program that trips a fault shall not run many times over.
 */
public final class ReconnectingGuest implements Guest {

  private final GuestTransport transport;
  private final GuestSettings settings;
  private final FaultRetry retry;
  private final Consumer<List<String>> onUnenforced;
  private final Availability host;
  private final LongAdder losses = new LongAdder();
  private final LongAdder timeouts = new LongAdder();
  private final AtomicReference<@Nullable GuestClient> current = new AtomicReference<>();

  private ReconnectingGuest(
      GuestTransport transport,
      GuestSettings settings,
      FaultRetry retry,
      Consumer<List<String>> onUnenforced,
      Availability host) {
    this.transport = transport;
    this.settings = settings;
    this.retry = retry;
    this.onUnenforced = onUnenforced;
    this.host = host;
  }

  /**
   * Connects on the first request.
   *
   * @param attempts of each request, the first one included
   * @param firstWait before the second attempt; each further wait is about twice as long
   * @param longestWait between two attempts
   */
  public static ReconnectingGuest of(
      GuestTransport transport,
      GuestSettings settings,
      int attempts,
      Duration firstWait,
      Duration longestWait) {
    FaultRetry retry =
        new FaultRetry(
            "guest",
            attempts,
            firstWait,
            longestWait,
            fault ->
                fault instanceof GuestLost
                    || (fault instanceof GuestFailed failed && failed.isBusy()));
    return new ReconnectingGuest(transport, settings, retry, _ -> {}, Availability.ASSUMED);
  }

  /** Eight attempts within about 15 s: a local executor is back after 1 or 2. */
  public static ReconnectingGuest of(GuestTransport transport, GuestSettings settings) {
    return of(transport, settings, 8, Duration.ofMillis(100), Duration.ofSeconds(5));
  }

  /**
   * The same guest, not connected yet, that tells at each connection what the guest does not make
   * sure of, where there is such.
   */
  public ReconnectingGuest telling(Consumer<List<String>> listener) {
    return new ReconnectingGuest(transport, settings, retry, listener, host);
  }

  /**
   * The same guest, not connected yet, which waits where its host is not there, and says how the
   * host answers. What it waits for in vain is {@link gavel.worker.JudgeFault.Unavailable}.
   */
  public ReconnectingGuest on(Availability at) {
    return new ReconnectingGuest(transport, settings, retry, onUnenforced, at);
  }

  /** Connections that were lost, and replaced or about to be. */
  public long losses() {
    return losses.sum();
  }

  /** Requests that were not answered in time. */
  public long timeouts() {
    return timeouts.sum();
  }

  /** Requests that were made again. */
  public long retries() {
    return retry.retries();
  }

  /** What the guest cannot make sure of, in words for people. */
  public List<String> unenforced() throws JudgeFault, InterruptedException {
    return retry.call(() -> attempt(GuestClient::unenforced));
  }

  @Override
  public Health health() throws JudgeFault, InterruptedException {
    return call(Guest::health);
  }

  @Override
  public StatusReport status() throws JudgeFault, InterruptedException {
    return call(Guest::status);
  }

  @Override
  public CompiledArtifact compile(CompileJob job) throws JudgeFault, InterruptedException {
    return call(guest -> guest.compile(job));
  }

  @Override
  public Set<String> hasBlobs(List<String> sha256) throws JudgeFault, InterruptedException {
    return call(guest -> guest.hasBlobs(sha256));
  }

  @Override
  public void putBlob(String sha256, Body content) throws JudgeFault, InterruptedException {
    call(guest -> {
      guest.putBlob(sha256, content);
      return sha256;
    });
  }

  @Override
  public GuestRun run(RunJob job) throws JudgeFault, InterruptedException {
    return call(guest -> guest.run(job));
  }

  @Override
  public GuestTalk interact(TalkJob job) throws JudgeFault, InterruptedException {
    return call(guest -> guest.interact(job));
  }

  private <T> T call(Request<T> request) throws JudgeFault, InterruptedException {
    try {
      return retry.call(() -> attempt(request::of));
    } catch (GuestFailed failed) {
      if (!failed.isBusy()) {
        throw failed;
      }
      // other workers have its slots: it has not tried anything
      Unavailable taken = new Unavailable("The guest is busy with others: " + failed.getMessage());
      taken.initCause(failed);
      throw taken;
    }
  }

  private <T> T attempt(Asking<T> asking) throws JudgeFault, InterruptedException {
    host.await();
    try {
      T answer = asking.of(client());
      host.answered();
      return answer;
    } catch (GuestLost lost) {
      if (lost.isSilent()) {
        timeouts.increment();
      }
      host.failed(lost);
      throw lost;
    } catch (JudgeFault said) {
      host.answered();
      throw said;
    }
  }

  private GuestClient client() throws JudgeFault, InterruptedException {
    GuestClient present = current.get();
    if (present != null && !present.isLost()) {
      return present;
    }
    if (present != null) {
      losses.increment();
    }
    close();
    GuestClient fresh = GuestClient.connect(transport, settings);
    current.set(fresh);
    if (!fresh.unenforced().isEmpty()) {
      onUnenforced.accept(fresh.unenforced());
    }
    return fresh;
  }

  @Override
  public void close() {
    GuestClient present = current.getAndSet(null);
    if (present != null) {
      present.close();
    }
  }

  private interface Asking<T> {
    T of(GuestClient client) throws JudgeFault, InterruptedException;
  }

  private interface Request<T> {
    T of(Guest guest) throws JudgeFault, InterruptedException;
  }
}
