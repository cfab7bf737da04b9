package gavel.executor.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over several parts, each with its length, so that no two lists of parts look alike. */
public final class Sha256 {
  private final MessageDigest digest = digest();

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }

  /** Adds a text. */
  public Sha256 add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes. */
  public Sha256 add(byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
    return this;
  }

  /** Adds a stream of so many bytes. */
  public Sha256 add(long size, InputStream content) throws IOException {
    digest.update((size + ":").getBytes(StandardCharsets.UTF_8));
    content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return this;
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The plain SHA-256 of a stream, which is also copied. */
  static String copy(InputStream from, OutputStream to) throws IOException {
    DigestOutputStream both = new DigestOutputStream(to, digest());
    from.transferTo(both);
    return HexFormat.of().formatHex(both.getMessageDigest().digest());
  }
}
