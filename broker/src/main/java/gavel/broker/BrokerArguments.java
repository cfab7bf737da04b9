package gavel.broker;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the broker is started with: the directory that keeps its data and, if they are wished for,
 * the port on 127.0.0.1 and a file of Kafka's settings that go over the usual ones.
 */
record BrokerArguments(Path dataDirectory, OptionalInt port, Optional<Path> properties) {
  static final String USAGE = "usage: gavel-broker --data-dir DIR [--port N] [--properties FILE]";

  BrokerArguments {
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65_535)) {
      throw new IllegalArgumentException("--port " + port.getAsInt() + ": 1 to 65535");
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static BrokerArguments parse(List<String> arguments) {
    Optional<Path> dataDirectory = Optional.empty();
    OptionalInt port = OptionalInt.empty();
    Optional<Path> properties = Optional.empty();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String option = words.next();
      switch (option) {
        case "--data-dir" -> dataDirectory = Optional.of(Path.of(value(option, words)));
        case "--port" -> port = OptionalInt.of(number(option, value(option, words)));
        case "--properties" -> properties = Optional.of(Path.of(value(option, words)));
        default -> throw new IllegalArgumentException("unknown argument " + option);
      }
    }
    return new BrokerArguments(
        dataDirectory.orElseThrow(() -> new IllegalArgumentException("--data-dir is missing")),
        port,
        properties);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.next();
  }

  private static int number(String option, String word) {
    try {
      return Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " " + word + ": not a number", e);
    }
  }
}
