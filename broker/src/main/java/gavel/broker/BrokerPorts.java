package gavel.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** The two ports of a node on 127.0.0.1: where clients connect, and the controller's. */
record BrokerPorts(int broker, int controller) {
  static final String HOST = "127.0.0.1";

  /** Linux hands out 32768 and up to outgoing connections: a port below stays free till bound. */
  private static final int LOWEST = 20_000;

  private static final int BOUND = 32_000;
  private static final int TRIES = 100;

  /**
   * Picks ports nobody listens on.
   *
   * @throws EnvironmentException when the port wished for is taken, or none is free
   */
  static BrokerPorts pick(OptionalInt wished, RandomGenerator random) throws EnvironmentException {
    int broker = wished.isPresent() ? wished.getAsInt() : free(0, random);
    if (!isFree(broker)) {
      throw new EnvironmentException(
          "port " + broker + " on " + HOST + " is taken: choose another with --port");
    }
    return new BrokerPorts(broker, free(broker, random));
  }

  private static int free(int exceptFor, RandomGenerator random) throws EnvironmentException {
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(LOWEST, BOUND);
      if (port != exceptFor && isFree(port)) {
        return port;
      }
    }
    throw new EnvironmentException(
        "no free port on "
            + HOST
            + " from "
            + LOWEST
            + " to "
            + (BOUND - 1)
            + " in "
            + TRIES
            + " tries");
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
