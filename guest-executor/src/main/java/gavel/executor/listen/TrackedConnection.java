package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** A connection that is counted for as long as it is open. */
final class TrackedConnection implements Connection {
  private final Connection peer;
  private final Consumer<TrackedConnection> onEnd;

  TrackedConnection(Connection peer, Consumer<TrackedConnection> onEnd) {
    this.peer = peer;
    this.onEnd = onEnd;
  }

  @Override
  public InputStream input() throws IOException {
    return peer.input();
  }

  @Override
  public OutputStream output() throws IOException {
    return peer.output();
  }

  @Override
  public boolean isReplaceable() {
    return peer.isReplaceable();
  }

  @Override
  public void hangUp() {
    try {
      peer.hangUp();
    } finally {
      onEnd.accept(this);
    }
  }
}
