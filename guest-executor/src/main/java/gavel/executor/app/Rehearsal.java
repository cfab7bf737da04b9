package gavel.executor.app;

import gavel.executor.app.Arguments.Serve;
import gavel.sandbox.tree.TreeRemover;
import gavel.vsock.Vsock;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor that asks itself once what workers ask, and ends: a JVM that watches it knows then
 * which classes to keep in its cache. That something cannot be had on this machine, a language say,
 * is no failure.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final String SOCKET = "socket";
  private static final String FIRST_UID = "65300";

  /** One that is hardly anybody's. */
  private static final String FREE_PORT = "59731";

  private static final int RAW = 1 << 31;
  private static final List<String> REQUESTS =
      List.of(
          "{\"type\":\"hello\",\"id\":\"1\",\"protocol\":1}",
          "{\"type\":\"health_check\",\"id\":\"2\"}",
          "{\"type\":\"report_status\",\"id\":\"3\"}",
          "{\"type\":\"execute\",\"id\":\"4\",\"language\":\"c\",\"stdin\":\"1\",\"stream\":true,"
              + "\"code\":\"#include <stdio.h>\\nint main(void) { puts(\\\"1\\\"); }\"}",
          "{\"type\":\"execute\",\"id\":\"5\",\"language\":\"python\",\"code\":\"print(input())\"}",
          "{\"type\":\"cancel\",\"id\":\"6\",\"target\":\"5\"}");

  private Rehearsal() {}

  /** Does it all in a directory that is gone afterwards; returns the exit code. */
  static int run(boolean rootless, PrintStream err) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("gavel-rehearsal");
    try {
      // By the same way as the program goes, command line and all.
      if (Arguments.parse(words(directory, rootless)) instanceof Serve serve) {
        return Serving.run(serve, err, err, program -> begin(program, directory));
      }
      throw new IllegalStateException("The rehearsal does not know the command line");
    } finally {
      TreeRemover.remove(directory);
    }
  }

  private static List<String> words(Path directory, boolean rootless) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("--socket", directory.resolve(SOCKET).toString()));
    words.addAll(List.of("--state-dir", directory.resolve("state").toString()));
    words.addAll(List.of("--slots", "1", "--first-uid", FIRST_UID));
    if (Vsock.isThere()) {
      words.addAll(List.of("--vsock", FREE_PORT));
    }
    if (rootless) {
      words.add("--rootless");
    }
    return words;
  }

  private static void begin(ExecutorProgram program, Path directory) {
    Thread.ofPlatform().daemon().name("rehearsal").start(() -> ask(program, directory));
  }

  private static void ask(ExecutorProgram program, Path directory) {
    int code = Main.BUG;
    try {
      Path socket = directory.resolve(SOCKET);
      askByLines(socket);
      askByFrames(socket);
      code = Main.OK;
    } catch (IOException failed) {
      LOG.error("Tried to rehearse", failed);
    } finally {
      program.ending().with(code);
    }
  }

  private static SocketChannel connect(Path socket) throws IOException {
    return SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  private static void askByLines(Path socket) throws IOException {
    try (SocketChannel channel = connect(socket);
        var in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        var out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
      for (String request : REQUESTS) {
        out.write(request + "\n");
        out.flush();
        String line = in.readLine();
        while (line != null && !isLast(line)) {
          line = in.readLine();
        }
      }
    }
  }

  /** Whether nothing more comes about a request. */
  private static boolean isLast(String message) {
    return message.startsWith("{\"type\":\"result\"") || message.startsWith("{\"type\":\"error\"");
  }

  private static void askByFrames(Path socket) throws IOException {
    try (SocketChannel channel = connect(socket);
        DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
        DataOutputStream out = new DataOutputStream(Channels.newOutputStream(channel))) {
      for (String request : REQUESTS) {
        byte[] message = request.getBytes(StandardCharsets.UTF_8);
        out.writeInt(message.length);
        out.write(message);
        while (!isLast(readFrame(in))) {
          out.flush();
        }
      }
    }
  }

  /** Nothing for a raw frame. The bodies behind a result are read with the next answer. */
  private static String readFrame(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] content = in.readNBytes(length & ~RAW);
    return (length & RAW) == 0 ? new String(content, StandardCharsets.UTF_8) : "";
  }
}
