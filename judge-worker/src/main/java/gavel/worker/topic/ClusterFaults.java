package gavel.worker.topic;

import gavel.worker.JudgeFault.QueueFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.IllegalSaslStateException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says in one line why a cluster cannot be used and what to do; never with a secret in it. */
public final class ClusterFaults {
  private static final String SERVERS = "bootstrap.servers";
  private static final Duration KNOCK = Duration.ofSeconds(2);
  private static final int MOST_KNOCKS = 3;

  private final Map<String, String> client;
  private final String servers;

  /** For a cluster that is used with these settings. */
  public ClusterFaults(Map<String, String> client) {
    this.client = Map.copyOf(client);
    this.servers = client.getOrDefault(SERVERS, "");
  }

  /**
   * What a client's exception means.
   *
   * @param tried completes "Tried to …", where nothing better can be said
   * @param patience how long the client has tried
   */
  public QueueFault of(String tried, Duration patience, Throwable thrown) {
    Throwable cause = telling(thrown);
    String why = ClientSecrets.scrub(String.valueOf(cause.getMessage()), client);
    return switch (cause) {
      case UnsupportedSaslMechanismException _ ->
          lasting(
              "The brokers at "
                  + servers
                  + " do not take this SASL mechanism: "
                  + why
                  + ". Set sasl.mechanism to one of theirs");
      case IllegalSaslStateException _ ->
          lasting(
              "The brokers at "
                  + servers
                  + " do not want SASL there: "
                  + why
                  + ". Correct the port, or security.protocol");
      case SslAuthenticationException _ ->
          lasting(
              "No TLS with the brokers at "
                  + servers
                  + ": "
                  + deepest(cause)
                  + ". See that the port is one for TLS, and that ssl.truststore.location names who"
                  + " signed their certificate");
      case AuthenticationException _ ->
          lasting(
              "The brokers at "
                  + servers
                  + " refuse these credentials: "
                  + why
                  + ". Correct sasl.jaas.config (or the client's certificate)");
      case AuthorizationException _ ->
          lasting("This user may not " + tried + ": " + why + ". Have it allowed (kafka-acls.sh)");
      case UnsupportedVersionException _ ->
          lasting(
              "The brokers at "
                  + servers
                  + " are too old for this: "
                  + why
                  + ". Use Kafka 4.2 or newer");
      case TimeoutException _ -> unreachable(patience);
      case ConfigException _ -> settings(why);
      default -> KafkaFaults.of(tried, cause);
    };
  }

  private QueueFault settings(String why) {
    return lasting(
        "Kafka's client does not take its settings: "
            + why
            + ". Correct kafka.bootstrap and"
            + " kafka.client");
  }

  private static QueueFault lasting(String message) {
    return new QueueFault(message, false);
  }

  /** What wraps a reason says nothing itself. */
  private static Throwable telling(Throwable thrown) {
    Throwable told = thrown;
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof ConfigException
          || each instanceof AuthenticationException
          || each instanceof AuthorizationException
          || each instanceof TimeoutException
          || each instanceof UnsupportedVersionException) {
        return each;
      }
      // a login or a key store that cannot be made at all
      told = each;
    }
    return thrown instanceof org.apache.kafka.common.KafkaException ? asSettings(told) : thrown;
  }

  /** Kafka throws a plain exception where a client cannot even be made. */
  private static Throwable asSettings(Throwable deepest) {
    return deepest.getClass() == org.apache.kafka.common.KafkaException.class
            || !(deepest instanceof org.apache.kafka.common.KafkaException)
        ? new ConfigException(String.valueOf(deepest.getMessage()))
        : deepest;
  }

  private String deepest(Throwable cause) {
    Throwable last = cause;
    while (last.getCause() != null && last.getCause().getMessage() != null) {
      last = last.getCause();
    }
    return ClientSecrets.scrub(String.valueOf(last.getMessage()), client);
  }

  private QueueFault unreachable(Duration patience) {
    List<String> seen = new ArrayList<>();
    for (String server : servers.split(",", -1)) {
      if (seen.size() < MOST_KNOCKS) {
        seen.add(server.strip() + " " + knock(server.strip()));
      }
    }
    return new QueueFault(
        "No broker has answered for "
            + patience.toSeconds()
            + " s: "
            + String.join(", ", seen)
            + ". Start the brokers, or correct kafka.bootstrap",
        true);
  }

  private String knock(String server) {
    int colon = server.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      InetSocketAddress address =
          new InetSocketAddress(
              server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
      if (address.isUnresolved()) {
        return "is not known by that name";
      }
      socket.connect(address, Math.toIntExact(KNOCK.toMillis()));
      String protocol = client.getOrDefault("security.protocol", "PLAINTEXT");
      return "takes connections, but says nothing that goes with security.protocol "
          + protocol
          + (protocol.endsWith("SSL")
              ? " (it may have no TLS there"
              : " (it may ask for TLS or a login")
          + ", or name brokers that cannot be reached from here)";
    } catch (IOException refused) {
      return "cannot be reached (" + refused.getMessage() + ")";
    } catch (IndexOutOfBoundsException | IllegalArgumentException noAddress) {
      return "is not of the form HOST:PORT";
    }
  }
}
