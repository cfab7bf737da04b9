package gavel.executor.listen;

import gavel.executor.session.Connection;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer at a device. If it went away, and nobody is about to write to it, the device can be used
 * for the next one; else closing it is the only way to wake who waits in it.
 */
final class DeviceConnection implements Connection {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);
  private final OpenDevice device;
  private final Consumer<Optional<OpenDevice>> onEnd;
  private final ReentrantLock writing = new ReentrantLock();
  private final InputStream in;
  private final OutputStream out;
  private volatile boolean gone;
  private volatile boolean hungUp;

  /**
   * Begins.
   *
   * @param first what was read already
   * @param onEnd is given the device where that is still open
   */
  DeviceConnection(OpenDevice device, byte[] first, Consumer<Optional<OpenDevice>> onEnd) {
    this.device = device;
    this.onEnd = onEnd;
    this.in = new SequenceInputStream(new ByteArrayInputStream(first), new Input());
    this.out = new Output();
  }

  private final class Input extends FilterInputStream {
    private Input() {
      super(Channels.newInputStream(device.in()));
    }

    @Override
    public int read() throws IOException {
      return seen(super.read());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return seen(super.read(buffer, offset, length));
    }

    /** Whoever reads to the end closes, and the device is for the next peer as well. */
    @Override
    public void close() {}

    private int seen(int result) {
      gone = gone || result < 0;
      return result;
    }
  }

  private final class Output extends FilterOutputStream {
    private Output() {
      super(Channels.newOutputStream(device.out()));
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writing.lock();
      try {
        if (hungUp) {
          throw new ClosedChannelException();
        }
        out.write(bytes, offset, length);
      } finally {
        writing.unlock();
      }
    }
  }

  @Override
  public InputStream input() {
    return in;
  }

  @Override
  public OutputStream output() {
    return out;
  }

  /** The other end would not see that it was hung up on. */
  @Override
  public boolean isReplaceable() {
    return false;
  }

  @Override
  public void hangUp() {
    if (hungUp) {
      return;
    }
    if (gone && writing.tryLock()) {
      try {
        end(Optional.of(device));
      } finally {
        writing.unlock();
      }
    } else {
      close(device);
      end(Optional.empty());
    }
  }

  /** The first time counts. */
  private synchronized void end(Optional<OpenDevice> stillOpen) {
    if (!hungUp) {
      hungUp = true;
      onEnd.accept(stillOpen);
    }
  }

  private static void close(OpenDevice device) {
    try {
      device.close();
    } catch (IOException leftOpen) {
      LOG.warn("Tried to close a device", leftOpen);
    }
  }
}
