package gavel.executor.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** The first process of this machine, where that is gavel-init: it can do what takes one. */
public final class InitProcess {
  private static final Path SOCKET = Path.of("/run/gavel/init.sock");
  private static final String OK = "ok";
  private final Path socket;

  private InitProcess(Path socket) {
    this.socket = socket;
  }

  /** As it listens in every machine of its own. */
  public static InitProcess ofThisMachine() throws IOException {
    return at(SOCKET);
  }

  /**
   * As it listens there.
   *
   * @throws IOException when it does not
   */
  public static InitProcess at(Path socket) throws IOException {
    try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return new InitProcess(socket);
    } catch (IOException nobody) {
      throw new IOException("gavel-init does not listen on " + socket + ": " + nobody, nobody);
    }
  }

  /** Sets the clock of this machine, from 1970 on; the time that has passed since is the peer's. */
  public void setClock(Instant now) throws IOException {
    ask("clock " + now.getEpochSecond() + " " + now.getNano());
  }

  /**
   * Asks for the end of this machine. It comes by a SIGTERM to this program, which has ten seconds
   * then.
   */
  public void powerOff() throws IOException {
    ask("power_off");
  }

  private void ask(String line) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        BufferedReader in =
            new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII))) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line + "\n");
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      String answer = in.readLine();
      if (!OK.equals(answer)) {
        throw new IOException("Tried to ask gavel-init for '" + line + "': " + answer);
      }
    }
  }
}
