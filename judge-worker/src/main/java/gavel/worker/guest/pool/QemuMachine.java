package gavel.worker.guest.pool;

import gavel.worker.guest.GuestTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** A machine of QEMU that runs. */
record QemuMachine(MachineDirectory directory, VsockDaemon parent, GuestTransport transport)
    implements Machine {
  private static final int MOST_OF_CONSOLE = 1500;

  @Override
  public boolean isAlive() {
    return parent.isAlive();
  }

  @Override
  public String lastWords() {
    String words = parent.lastWords();
    try {
      String console =
          Files.readString(directory.file(QemuCommand.CONSOLE), StandardCharsets.ISO_8859_1);
      String end = console.substring(Math.max(0, console.length() - MOST_OF_CONSOLE));
      return (words + "\n" + end).strip();
    } catch (IOException none) {
      return words + " (no console: " + none.getMessage() + ")";
    }
  }

  @Override
  public void stop() {
    parent.close();
  }

  @Override
  public void close() {
    stop();
    directory.close();
  }
}
