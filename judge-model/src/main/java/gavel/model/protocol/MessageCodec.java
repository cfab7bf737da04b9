package gavel.model.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.model.json.InvalidField;
import gavel.model.json.StrictJson;
import gavel.model.json.Unicode;
import gavel.model.protocol.GuestMessage.Ack;
import gavel.model.protocol.GuestMessage.Blobs;
import gavel.model.protocol.GuestMessage.CommandEnded;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestMessage.Done;
import gavel.model.protocol.GuestMessage.Executed;
import gavel.model.protocol.GuestMessage.Failure;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.Interacted;
import gavel.model.protocol.GuestMessage.Log;
import gavel.model.protocol.GuestMessage.Ran;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.model.protocol.GuestMessage.Welcome;
import gavel.model.protocol.GuestRequest.Cancel;
import gavel.model.protocol.GuestRequest.CloseStdin;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.ConfigureNetwork;
import gavel.model.protocol.GuestRequest.Exec;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.HasBlob;
import gavel.model.protocol.GuestRequest.HealthCheck;
import gavel.model.protocol.GuestRequest.Hello;
import gavel.model.protocol.GuestRequest.Interact;
import gavel.model.protocol.GuestRequest.PowerOff;
import gavel.model.protocol.GuestRequest.PutBlob;
import gavel.model.protocol.GuestRequest.ReportStatus;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.GuestRequest.SetClock;
import gavel.model.protocol.GuestRequest.Stdin;

/** Requests and messages as JSON objects, told apart by {@code type} (and {@code of}). */
public final class MessageCodec {
  /** The protocol version of these types. */
  public static final int PROTOCOL = 1;

  private MessageCodec() {}

  /** The request as it goes over the wire. */
  public static ObjectNode encode(GuestRequest request) {
    String type =
        switch (request) {
          case Hello _ -> "hello";
          case HealthCheck _ -> "health_check";
          case ReportStatus _ -> "report_status";
          case PutBlob _ -> "put_blob";
          case HasBlob _ -> "has_blob";
          case Compile _ -> "compile";
          case Run _ -> "run";
          case Execute _ -> "execute";
          case Interact _ -> "interact";
          case CloseStdin _ -> "close_stdin";
          case Stdin _ -> "stdin";
          case Cancel _ -> "cancel";
          case Exec _ -> "exec";
          case ConfigureNetwork _ -> "configure_network";
          case SetClock _ -> "set_clock";
          case PowerOff _ -> "power_off";
        };
    return StrictJson.object().put("type", type).setAll(fields(request));
  }

  /** Reads a request; {@link InvalidField} names what is wrong in it. */
  public static GuestRequest decodeRequest(ObjectNode message) {
    Unicode.requireSound(message);
    ObjectNode fields = message.deepCopy();
    String type = text(fields, "type");
    Class<? extends GuestRequest> shape =
        switch (type) {
          case "hello" -> Hello.class;
          case "health_check" -> HealthCheck.class;
          case "report_status" -> ReportStatus.class;
          case "put_blob" -> PutBlob.class;
          case "has_blob" -> HasBlob.class;
          case "compile" -> Compile.class;
          case "run" -> Run.class;
          case "execute" -> Execute.class;
          case "interact" -> Interact.class;
          case "close_stdin" -> CloseStdin.class;
          case "stdin" -> Stdin.class;
          case "cancel" -> Cancel.class;
          case "exec" -> Exec.class;
          case "configure_network" -> ConfigureNetwork.class;
          case "set_clock" -> SetClock.class;
          case "power_off" -> PowerOff.class;
          default ->
              throw new InvalidField(
                  "type",
                  "is '"
                      + type
                      + "'; known are hello, health_check, report_status, put_blob, has_blob,"
                      + " compile, run, execute, interact, stdin, close_stdin, cancel, exec,"
                      + " configure_network, set_clock, power_off");
        };
    return StrictJson.read(fields, shape);
  }

  /** The message as it goes over the wire. */
  public static ObjectNode encode(GuestMessage message) {
    ObjectNode head = StrictJson.object();
    switch (message) {
      case Ack _ -> head.put("type", "ack");
      case Log _ -> head.put("type", "log");
      case Failure _ -> head.put("type", "error");
      case GuestMessage.Result result -> head.put("type", "result").put("of", of(result));
    }
    return head.setAll(fields(message));
  }

  private static String of(GuestMessage.Result result) {
    return switch (result) {
      case Welcome _ -> "hello";
      case Done _ -> "done";
      case Health _ -> "health_check";
      case StatusReport _ -> "report_status";
      case Blobs _ -> "has_blob";
      case Compiled _ -> "compile";
      case Ran _ -> "run";
      case Executed _ -> "execute";
      case Interacted _ -> "interact";
      case CommandEnded _ -> "exec";
    };
  }

  /** Reads what a guest said; {@link InvalidField} names what is wrong in it. */
  public static GuestMessage decodeMessage(ObjectNode message) {
    Unicode.requireSound(message);
    ObjectNode fields = message.deepCopy();
    String type = text(fields, "type");
    Class<? extends GuestMessage> shape =
        switch (type) {
          case "ack" -> Ack.class;
          case "log" -> Log.class;
          case "error" -> Failure.class;
          case "result" -> resultShape(text(fields, "of"));
          default -> throw new InvalidField("type", "is '" + type + "', which no guest says");
        };
    return StrictJson.read(fields, shape);
  }

  private static Class<? extends GuestMessage.Result> resultShape(String of) {
    return switch (of) {
      case "hello" -> Welcome.class;
      case "done" -> Done.class;
      case "health_check" -> Health.class;
      case "report_status" -> StatusReport.class;
      case "has_blob" -> Blobs.class;
      case "compile" -> Compiled.class;
      case "run" -> Ran.class;
      case "execute" -> Executed.class;
      case "interact" -> Interacted.class;
      case "exec" -> CommandEnded.class;
      default -> throw new InvalidField("of", "is '" + of + "', of which there is no result");
    };
  }

  private static ObjectNode fields(Object value) {
    return (ObjectNode) StrictJson.tree(value);
  }

  private static String text(ObjectNode fields, String name) {
    JsonNode value = fields.remove(name);
    if (value == null) {
      throw new InvalidField(name, "is missing");
    }
    InvalidField.require(value.isTextual(), name, "is not a text");
    return value.textValue();
  }
}
