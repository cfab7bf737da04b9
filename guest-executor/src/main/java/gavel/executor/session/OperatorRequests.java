package gavel.executor.session;

import gavel.executor.guest.Machine;
import gavel.executor.guest.Machine.PowerSwitch;
import gavel.executor.guest.NetworkConfig;
import gavel.executor.operator.CommandEnd;
import gavel.executor.operator.CommandResult;
import gavel.executor.operator.CommandRunner;
import gavel.executor.operator.OperatorCommand;
import gavel.executor.run.Input;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.model.Signals;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.GuestMessage;
import gavel.model.protocol.GuestMessage.CommandEnded;
import gavel.model.protocol.GuestRequest.ConfigureNetwork;
import gavel.model.protocol.GuestRequest.Exec;
import gavel.model.protocol.GuestRequest.PowerOff;
import gavel.model.protocol.GuestRequest.SetClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators ask for; refused where it is off, or where the machine is not a guest VM. */
final class OperatorRequests {
  private static final int NOT_STARTED = 127;
  private static final String USUAL_CARD = "eth0";
  private static final String USUAL_DIRECTORY = "/";
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(1);
  private final Optional<CommandRunner> commands;
  private final Machine machine;

  /** No runner: commands are off. */
  OperatorRequests(Optional<CommandRunner> commands, Machine machine) {
    this.commands = commands;
    this.machine = machine;
  }

  Answer exec(Exec request, Input input, Ticket ticket, Replies replies)
      throws RequestRefused, IOException, InterruptedException {
    CommandRunner runner = requireAllowed();
    OperatorCommand command =
        new OperatorCommand(
            request.argv(),
            request.env() == null ? Map.of() : request.env(),
            or(request.cwd(), USUAL_DIRECTORY),
            input.file(),
            or(request.timeout(), USUAL_TIMEOUT));
    CommandResult result = logged(runner, command, request, ticket, replies);
    return Answer.of(ended(request.id(), result), result);
  }

  /** Looked at before anything else of the request. */
  CommandRunner requireAllowed() {
    return commands.orElseThrow(() ->
        new InvalidField(
            "type", "is exec, which is off here; start gavel-executor with --allow-exec"));
  }

  private static CommandResult logged(
      CommandRunner runner, OperatorCommand command, Exec request, Ticket ticket, Replies replies)
      throws RequestRefused, IOException, InterruptedException {
    if (!Boolean.TRUE.equals(request.stream())) {
      return runner.run(command, Optional.empty(), ticket);
    }
    try (LogStream log = LogStream.open(request.id(), replies, ticket)) {
      return logged(runner, command, log, ticket);
    }
  }

  private static CommandResult logged(
      CommandRunner runner, OperatorCommand command, LogStream log, Ticket ticket)
      throws RequestRefused, IOException, InterruptedException {
    CommandResult result = runner.run(command, Optional.of(log), ticket);
    boolean complete = false;
    try {
      log.awaitSent();
      ticket.requireWanted();
      complete = true;
      return result;
    } finally {
      if (!complete) {
        result.close();
      }
    }
  }

  private static GuestMessage.Result ended(String id, CommandResult result) {
    Integer exitCode = null;
    Integer signal = null;
    String reason = result.timedOut() ? "timeout" : null;
    switch (result.end()) {
      case CommandEnd.Exited(int code) -> exitCode = code;
      case CommandEnd.Signaled(int number) -> signal = number;
      case CommandEnd.NotStarted(String why) -> {
        exitCode = NOT_STARTED;
        reason = why;
      }
    }
    return new CommandEnded(
        id,
        exitCode,
        signal,
        signal == null ? null : Signals.name(signal),
        reason,
        result.stdoutTruncated(),
        result.stderrTruncated(),
        result.wallTime());
  }

  Answer configureNetwork(ConfigureNetwork request, Envelope envelope)
      throws IOException, InterruptedException {
    Jobs.requireOnly(envelope, List.of());
    machine.configureNetwork(
        new NetworkConfig(
            or(request.device(), USUAL_CARD),
            request.address(),
            request.prefix(),
            Optional.ofNullable(request.gateway()),
            request.dns() == null ? List.of() : request.dns()));
    return Answer.of(new GuestMessage.Done(request.id()));
  }

  Answer setClock(SetClock request, Envelope envelope) throws IOException {
    Jobs.requireOnly(envelope, List.of());
    machine.setClock(request.now());
    return Answer.of(new GuestMessage.Done(request.id()));
  }

  Answer powerOff(PowerOff request, Envelope envelope) throws IOException {
    Jobs.requireOnly(envelope, List.of());
    PowerSwitch ready = machine.powerOff();
    return Answer.before(new GuestMessage.Done(request.id()), ready::off);
  }

  private static <T> T or(@Nullable T given, T usual) {
    return given == null ? usual : given;
  }
}
