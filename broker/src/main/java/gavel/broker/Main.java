package gavel.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;

/** The broker program; see the package description for its contract. */
public final class Main {
  private static final int OK = 0;
  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;

  private Main() {}

  /** Runs the broker and ends the JVM: Kafka leaves threads behind that are no daemons. */
  @SuppressForbidden("the end of the program")
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.in, System.out, System.err));
  }

  private static int run(
      List<String> arguments, InputStream stdin, PrintStream stdout, PrintStream stderr)
      throws Exception {
    try {
      serve(BrokerArguments.parse(arguments), stdin, stdout);
      return OK;
    } catch (IllegalArgumentException e) {
      stderr.println("gavel-broker: " + e.getMessage());
      stderr.println(BrokerArguments.USAGE);
      return USAGE;
    } catch (EnvironmentException e) {
      stderr.println("gavel-broker: " + e.getMessage());
      return ENVIRONMENT;
    }
  }

  private static void serve(BrokerArguments arguments, InputStream stdin, PrintStream stdout)
      throws Exception {
    try (DataDirectory directory = DataDirectory.lock(arguments.dataDirectory())) {
      BrokerPorts ports = BrokerPorts.pick(arguments.port(), new SplittableRandom());
      try (EmbeddedBroker broker = EmbeddedBroker.start(directory, ports, over(arguments))) {
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
        stdout.println("ready bootstrap=" + BrokerPorts.HOST + ":" + ports.broker());
        stdout.flush();
        awaitEnd(stdin);
      }
    }
  }

  private static Properties over(BrokerArguments arguments) throws EnvironmentException {
    Properties over = new Properties();
    if (arguments.properties().isPresent()) {
      try (InputStream file = Files.newInputStream(arguments.properties().get())) {
        over.load(file);
      } catch (IOException | IllegalArgumentException unreadable) {
        throw new EnvironmentException(
            "--properties " + arguments.properties().get() + " cannot be read: " + unreadable);
      }
    }
    return over;
  }

  private static void awaitEnd(InputStream stdin) throws IOException {
    while (stdin.read() >= 0) {
      // what is said is of no interest, only that nobody is left to say it
    }
  }
}
