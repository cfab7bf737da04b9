package gavel.worker.guest.pool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import gavel.worker.guest.UnixSocketTransport;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A control socket that gives answers from a script, and hangs up after the last one. */
final class ScriptedQemu implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path socket;
  private final ServerSocketChannel server;
  private final BlockingQueue<String> script = new LinkedBlockingQueue<>();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();

  private ScriptedQemu(Path socket, ServerSocketChannel server) {
    this.socket = socket;
    this.server = server;
  }

  static ScriptedQemu listenAt(Path socket) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    return new ScriptedQemu(socket, server);
  }

  /** What is answered to each command in turn, events included. */
  void answers(String... lines) {
    script.addAll(List.of(lines));
  }

  Qmp connect() throws IOException {
    Thread.ofPlatform().daemon().start(this::serve);
    return Qmp.greet(new UnixSocketTransport(socket).connect());
  }

  private void serve() {
    try (SocketChannel peer = server.accept();
        BufferedReader in = new BufferedReader(Channels.newReader(peer, StandardCharsets.UTF_8));
        var out = Channels.newWriter(peer, StandardCharsets.UTF_8)) {
      out.write("{\"QMP\":{}}\n");
      out.flush();
      in.readLine();
      out.write("{\"return\":{}}\n");
      out.flush();
      while (!script.isEmpty()) {
        told.add(JSON.readTree(in.readLine()));
        out.write(script.remove() + "\n");
        out.flush();
      }
    } catch (IOException gone) {
      told.add(MissingNode.getInstance());
    }
  }

  /** The arguments of the first command of that name. */
  JsonNode told(String command) {
    return told.stream()
        .filter(each -> each.path("execute").asText().equals(command))
        .findFirst()
        .orElseThrow()
        .path("arguments");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
