package gavel.executor.app;

import gavel.executor.listen.Endpoint;
import gavel.executor.listen.GuestListener;
import gavel.executor.prepare.Preparer;
import gavel.executor.slot.SlotPool;
import gavel.executor.store.StateDir;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running executor; closing it leaves nothing behind. */
final class ExecutorProgram implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorProgram.class);
  private final StateDir state;
  private final SlotPool slots;
  private final Optional<Preparer> preparer;
  private final GuestListener listener;
  private final List<Endpoint> endpoints;
  private final Ending ending;
  private boolean closed;

  ExecutorProgram(
      StateDir state,
      SlotPool slots,
      Optional<Preparer> preparer,
      GuestListener listener,
      List<Endpoint> endpoints,
      Ending ending) {
    this.state = state;
    this.slots = slots;
    this.preparer = preparer;
    this.listener = listener;
    this.endpoints = endpoints;
    this.ending = ending;
  }

  /** The line that says where it is to be reached: {@code ready socket=PATH vsock=PORT slots=N}. */
  String ready() {
    return "ready " + where() + " slots=" + slots.size();
  }

  private String where() {
    return endpoints.stream().map(Endpoint::describe).collect(Collectors.joining(" "));
  }

  /** Why it is to end; nothing is ended by that. */
  Ending ending() {
    return ending;
  }

  /** Ends connections, then what they started, then the sandboxes, then deletes the state. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (state;
        slots;
        listener) {
      LOG.info("stopping {}", where());
      preparer.ifPresent(Preparer::close);
    } catch (IOException leftBehind) {
      LOG.error("Tried to clean up", leftBehind);
    }
  }
}
