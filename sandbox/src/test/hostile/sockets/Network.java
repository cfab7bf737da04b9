// expect: success
package sockets;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/** No socket but those of this machine's own kind. */
class Network {
  interface Attempt {
    void make() throws IOException;
  }

  private static int worked;

  private static void attempt(String name, Attempt attempt) {
    try {
      attempt.make();
      System.out.println(name);
      worked++;
    } catch (IOException refused) {
      // as it should be
    }
  }

  public static void main(String[] args) throws IOException {
    attempt("server", () -> new ServerSocket(0).close());
    attempt("client", () -> new Socket("127.0.0.1", 22).close());
    attempt("datagram", () -> new DatagramSocket().close());
    attempt("channel", () -> ServerSocketChannel.open().bind(new InetSocketAddress(0)));
    ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
    System.exit(worked);
  }
}
