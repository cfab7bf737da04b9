package gavel.bench.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A running {@code gavel-spawn}; for one thread. */
public final class Spawner implements AutoCloseable {
  private static final int MOST_SAID = 300;
  private final Process process;
  private final OutputStream orders;
  private final BufferedReader replies;

  private Spawner(Process process) {
    this.process = process;
    this.orders = process.getOutputStream();
    this.replies =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /**
   * Starts the program, which lies in this directory from now on.
   *
   * @param wrapper a command that ends in executing its last argument, which is the program
   */
  public static Spawner startIn(Path directory, List<String> wrapper) throws IOException {
    Path program = NativeProgram.SPAWN.installInto(directory);
    List<String> command = new ArrayList<>(wrapper);
    command.add(program.toString());
    return new Spawner(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The nanoseconds of each run, measured there. */
  public long[] run(SpawnOrder order, int times) throws IOException {
    orders.write(order.frame(times));
    orders.flush();
    String reply = replies.readLine();
    if (reply == null) {
      throw new IOException("gavel-spawn has ended");
    }
    int failed = reply.indexOf("failed:");
    if (failed >= 0) {
      throw new SpawnFailure(reason(order, reply.substring(failed)));
    }
    long[] nanos = Arrays.stream(reply.strip().split(" ", -1)).mapToLong(Long::parseLong).toArray();
    if (nanos.length != times) {
      throw new IOException("gavel-spawn made " + nanos.length + " runs, not " + times);
    }
    return nanos;
  }

  private static String reason(SpawnOrder order, String reply) throws IOException {
    String said = Files.readString(order.errors(), StandardCharsets.ISO_8859_1).strip();
    return order.steps().getFirst().getFirst()
        + " "
        + reply.replace(':', ' ')
        + (said.isEmpty() ? "" : ": " + said.substring(0, Math.min(MOST_SAID, said.length())));
  }

  /** Ends the program, which ends with its standard input, and waits for that. */
  @Override
  public void close() throws IOException {
    orders.close();
    process.onExit().join();
    replies.close();
  }
}
