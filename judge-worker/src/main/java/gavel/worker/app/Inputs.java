package gavel.worker.app;

import gavel.model.protocol.Body;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short inputs of programs that a guest is tried with. */
final class Inputs {
  private Inputs() {}

  /** Gives a guest a text to be read; its SHA-256. */
  static String provide(Guest guest, String text) throws JudgeFault, InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String hash = sha256(bytes);
    guest.putBlob(hash, Body.ofBytes(Guest.BLOB, bytes));
    return hash;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
