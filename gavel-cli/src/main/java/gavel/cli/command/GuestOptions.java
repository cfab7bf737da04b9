package gavel.cli.command;

import gavel.cli.program.EnvironmentProblem;
import gavel.cli.program.TemporaryDirectory;
import gavel.model.json.InvalidField;
import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestAddress;
import gavel.worker.guest.GuestSettings;
import gavel.worker.guest.GuestTransport;
import gavel.worker.guest.OperatorClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Which guest is meant, and how its answers are printed. */
final class GuestOptions {
  private static final String VARIABLE = "GAVEL_GUEST";
  private static final String USUAL = "unix:/run/gavel/guest.sock";

  @Option(
      names = {"-a", "--address"},
      paramLabel = "ADDRESS",
      converter = AddressConverter.class,
      description =
          "Where the guest listens: unix:PATH, vsock:CID:PORT or uds:PATH:PORT"
              + " (default: $GAVEL_GUEST, else unix:/run/gavel/guest.sock).")
  private @Nullable GuestAddress address;

  @Option(names = "--socket", paramLabel = "PATH", description = "The same as --address unix:PATH.")
  private @Nullable Path socket;

  @Option(
      names = "--connect-timeout",
      paramLabel = "T",
      defaultValue = "10s",
      converter = Converters.DurationConverter.class,
      description = "How long a guest may take to say hello (default: ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofSeconds(10);

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  static final class AddressConverter implements ITypeConverter<GuestAddress> {
    @Override
    public GuestAddress convert(String value) {
      try {
        return GuestAddress.parse(value);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(String.valueOf(malformed.getMessage()));
      }
    }
  }

  /** What is asked over a connection; returns the exit code. */
  interface Conversation {
    int with(OperatorClient guest) throws JudgeFault, InterruptedException, IOException;
  }

  boolean json() {
    return json;
  }

  /** Connects, asks, and hangs up. */
  int ask(CommandLine command, Conversation conversation)
      throws EnvironmentProblem, InterruptedException, IOException {
    GuestTransport transport = address(command).transport();
    try (TemporaryDirectory scratch = TemporaryDirectory.create("rwx------");
        OperatorClient guest =
            connect(transport, GuestSettings.in(scratch.path()).allowingRootless(true))) {
      return conversation.with(guest);
    } catch (InvalidField refused) {
      throw new ParameterException(command, refused.field() + " " + refused.getMessage(), refused);
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
    }
  }

  /** A machine that has not booted yet lets who connects wait. */
  private OperatorClient connect(GuestTransport transport, GuestSettings settings)
      throws JudgeFault, EnvironmentProblem, InterruptedException {
    FutureTask<OperatorClient> connecting =
        new FutureTask<>(() -> OperatorClient.connect(transport, settings));
    Thread.ofPlatform().daemon().name("connect").start(connecting);
    try {
      return connecting.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      throw new EnvironmentProblem(
          transport
              + " has not said hello within "
              + patience.toMillis()
              + " ms; a machine may still boot: --connect-timeout 2min waits longer",
          silent);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof JudgeFault fault) {
        throw fault;
      }
      throw new IllegalStateException("A bug", failed);
    }
  }

  private GuestAddress address(CommandLine command) {
    if (address != null && socket != null) {
      throw new ParameterException(command, "--address and --socket name two guests; give one");
    }
    if (socket != null) {
      return new GuestAddress.Unix(socket);
    }
    if (address != null) {
      return address;
    }
    String fromEnvironment = System.getenv(VARIABLE);
    try {
      return GuestAddress.parse(fromEnvironment == null ? USUAL : fromEnvironment);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(command, VARIABLE + ": " + malformed.getMessage(), malformed);
    }
  }
}
