package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The one peer at standard input and output. When it is gone there is none any more. */
final class StreamsListener implements Listener {
  private final CountDownLatch gone = new CountDownLatch(1);
  private boolean taken;

  @Override
  public Optional<Connection> accept() {
    if (taken) {
      awaitEnd();
      return Optional.empty();
    }
    taken = true;
    FileChannel in = new FileInputStream(FileDescriptor.in).getChannel();
    FileChannel out = new FileOutputStream(FileDescriptor.out).getChannel();
    return Optional.of(
        new ChannelConnection(in, out) {
          @Override
          public boolean isReplaceable() {
            return false;
          }

          @Override
          public void hangUp() {
            super.hangUp();
            gone.countDown();
          }
        });
  }

  private void awaitEnd() {
    try {
      gone.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    gone.countDown();
  }
}
