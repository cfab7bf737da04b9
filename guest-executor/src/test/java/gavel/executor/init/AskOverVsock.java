package gavel.executor.init;

import gavel.vsock.Vsock;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Started within the machine, beside the executor: connects to it as a worker's side does. */
final class AskOverVsock {
  /** VMADDR_CID_LOCAL, see vsock(7). */
  private static final int THIS_MACHINE = 1;

  private AskOverVsock() {}

  /** Prints the answer. */
  public static void main(String[] none) throws IOException {
    try (Socket executor = Vsock.connect(THIS_MACHINE, Vsock.USUAL_PORT)) {
      byte[] request =
          "{\"type\":\"health_check\",\"id\":\"by Java\"}\n".getBytes(StandardCharsets.UTF_8);
      executor.getOutputStream().write(request);
      byte[] answer = new byte[512];
      int length = executor.getInputStream().read(answer);
      System.out.print("beside: " + new String(answer, 0, length, StandardCharsets.UTF_8));
    }
  }
}
