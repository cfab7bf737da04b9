package gavel.worker.guest;

import gavel.model.protocol.ArchiveFormat;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.CommandEnded;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.ConfigureNetwork;
import gavel.model.protocol.GuestRequest.Exec;
import gavel.model.protocol.GuestRequest.PowerOff;
import gavel.model.protocol.GuestRequest.SetClock;
import gavel.worker.JudgeFault;
import gavel.worker.guest.GuestLink.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an operator asks of a guest and a worker never does. */
public final class OperatorClient implements AutoCloseable {
  /** What the body with a command's input is called. */
  public static final String STDIN = "stdin";

  private static final String ARCHIVE = "archive";
  private final GuestClient guest;

  private OperatorClient(GuestClient guest) {
    this.guest = guest;
  }

  /** Connects and agrees on the version of the protocol. */
  public static OperatorClient connect(GuestTransport transport, GuestSettings settings)
      throws JudgeFault, InterruptedException {
    return new OperatorClient(GuestClient.connect(transport, settings));
  }

  /** The same guest as a worker sees it. */
  public GuestClient guest() {
    return guest;
  }

  /** Whether it lives. */
  public Health health() throws JudgeFault, InterruptedException {
    return guest.health();
  }

  /**
   * A command to run.
   *
   * @param cwd where it starts; null: the guest's usual directory
   * @param stdin the body {@value #STDIN}, which it reads
   */
  public record Command(
      List<String> argv,
      Map<String, String> env,
      @Nullable String cwd,
      Optional<Body> stdin,
      Duration timeout) {
    /** Copies the collections. */
    public Command {
      argv = List.copyOf(argv);
      env = Map.copyOf(env);
    }
  }

  /** How a command ended; the files of its output are the connection's. */
  public record CommandOutcome(CommandEnded ended, Body stdout, Body stderr) {}

  /** Runs a command; with a listener, output is also told while it appears. */
  public CommandOutcome exec(Command command, Optional<Consumer<Log>> listener)
      throws JudgeFault, InterruptedException {
    Exec request =
        new Exec(
            guest.nextId(),
            command.argv(),
            command.env(),
            command.cwd(),
            null,
            command.timeout(),
            listener.isPresent());
    Answer answer =
        guest.answer(request, command.stdin().stream().toList(), command.timeout(), listener);
    Map<String, Body> bodies = new HashMap<>();
    answer.envelope().bodies().forEach(body -> bodies.put(body.name(), body));
    Body stdout = bodies.get("stdout");
    Body stderr = bodies.get("stderr");
    if (!(answer.message() instanceof CommandEnded ended)
        || stdout == null
        || stderr == null
        || answer.envelope().bodies().size() != 2) {
      guest.discard(answer);
      throw guest.impossible("a result of another request");
    }
    return new CommandOutcome(ended, stdout, stderr);
  }

  /** Gives the guest's network card an address; the values are checked by the request. */
  public void configureNetwork(
      @Nullable String card,
      String address,
      int prefix,
      @Nullable String gateway,
      List<String> servers)
      throws JudgeFault, InterruptedException {
    ConfigureNetwork request =
        new ConfigureNetwork(guest.nextId(), card, address, prefix, gateway, servers);
    guest.ask(request, List.of(), Duration.ZERO, Done.class);
  }

  /** Sets the guest's clock. */
  public void setClock(Instant now) throws JudgeFault, InterruptedException {
    guest.ask(new SetClock(guest.nextId(), now), List.of(), Duration.ZERO, Done.class);
  }

  /** Ends the guest; returns when it has agreed to. */
  public void powerOff() throws JudgeFault, InterruptedException {
    guest.ask(new PowerOff(guest.nextId()), List.of(), Duration.ZERO, Done.class);
  }

  /** Compiles what is packed in a tar.gz. */
  public CompiledArtifact compileArchive(
      String language, byte[] archive, Optional<String> entrypoint)
      throws JudgeFault, InterruptedException {
    Compile request =
        new Compile(
            guest.nextId(),
            language,
            null,
            entrypoint.orElse(null),
            null,
            null,
            ArchiveFormat.TAR_GZ);
    List<Body> bodies = List.of(Body.ofBytes(ARCHIVE, archive));
    return guest.checked(guest.ask(request, bodies, CompileJob.USUAL_WALL_TIME, Compiled.class));
  }

  @Override
  public void close() {
    guest.close();
  }
}
