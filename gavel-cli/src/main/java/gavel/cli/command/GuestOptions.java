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
            OperatorClient.connect(
                transport, GuestSettings.in(scratch.path()).allowingRootless(true))) {
      return conversation.with(guest);
    } catch (InvalidField refused) {
      throw new ParameterException(command, refused.field() + " " + refused.getMessage(), refused);
    } catch (JudgeFault fault) {
      throw new EnvironmentProblem(String.valueOf(fault.getMessage()), fault);
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
