package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The peer at the other end of a character device, one connection after the other: each begins with
 * its first byte and ends when the other end is closed. The device stays open where it can, because
 * a port of virtio-serial forgets what was sent to it when it is closed.
 *
 * <p>A port of virtio-serial is at its end for as long as the host has not opened its own: then it
 * is looked at again and again, as there is no way to wait for that.
 */
final class DeviceListener implements Listener {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private final Path path;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Open, and nobody there as yet. */
  private Optional<OpenDevice> idle;

  private boolean connected;
  private boolean closed;

  private DeviceListener(Path path, OpenDevice device) {
    this.path = path;
    this.idle = Optional.of(device);
  }

  static DeviceListener open(Path path) throws IOException {
    return new DeviceListener(path, OpenDevice.open(path));
  }

  @Override
  public Optional<Connection> accept() throws IOException {
    for (Optional<OpenDevice> device = ready(); device.isPresent(); device = ready()) {
      Optional<Connection> peer = peer(device.get());
      if (peer.isPresent()) {
        return peer;
      }
    }
    return Optional.empty();
  }

  /** The device with nobody there; nothing once this is closed. */
  private Optional<OpenDevice> ready() throws IOException {
    lock.lock();
    try {
      while (connected && !closed) {
        changed.awaitUninterruptibly();
      }
      if (idle.isEmpty() && !closed) {
        idle = Optional.of(OpenDevice.open(path));
      }
      return closed ? Optional.empty() : idle;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a byte, or for a while; the end of a device is not its last. */
  private Optional<Connection> peer(OpenDevice device) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(1);
    try {
      if (device.in().read(first) > 0) {
        return Optional.of(connect(device, first.array()));
      }
      pause();
    } catch (ClosedChannelException ended) {
      // By close(), or else it is opened anew: what is closed would be read without end.
      forget(device);
      return Optional.empty();
    } catch (IOException broken) {
      forget(device);
      throw broken;
    }
    return Optional.empty();
  }

  private void pause() {
    lock.lock();
    try {
      long left = BETWEEN_LOOKS.toNanos();
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  private void forget(OpenDevice device) throws IOException {
    lock.lock();
    try {
      idle = Optional.empty();
      device.close();
    } finally {
      lock.unlock();
    }
  }

  private Connection connect(OpenDevice device, byte[] first) {
    lock.lock();
    try {
      connected = true;
      idle = Optional.empty();
    } finally {
      lock.unlock();
    }
    return new DeviceConnection(device, first, this::disconnected);
  }

  /** Nobody is there any more; the device may still be open. */
  private void disconnected(Optional<OpenDevice> stillOpen) {
    lock.lock();
    try {
      connected = false;
      idle = stillOpen;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
      if (idle.isPresent()) {
        idle.get().close();
      }
    } finally {
      lock.unlock();
    }
  }
}
