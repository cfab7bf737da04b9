package gavel.sandbox.libc;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A path below some directory: file names, at least one, none of which leads up. */
public record RelativePath(List<FileName> names) {
  private static final int LONGEST = 4095;

  /** {@link IllegalArgumentException} where it is empty or over 4095 bytes. */
  public RelativePath {
    names = List.copyOf(names);
    int length = names.stream().mapToInt(name -> name.length() + 1).sum() - 1;
    if (names.isEmpty() || length > LONGEST) {
      throw new IllegalArgumentException("A path has 1 to 4095 bytes, this one " + length);
    }
  }

  /**
   * Reads names with slashes between them; {@link IllegalArgumentException} where one of them is
   * none, as in absolute paths.
   */
  public static RelativePath of(String path) {
    List<FileName> names = new ArrayList<>();
    for (String name : path.split("/", -1)) {
      names.add(FileName.of(name));
    }
    return new RelativePath(names);
  }

  /** The directories on the way. */
  public List<FileName> parents() {
    return names.subList(0, names.size() - 1);
  }

  /** What it leads to. */
  public FileName last() {
    return names.getLast();
  }

  /** The names with slashes between them. */
  public byte[] bytes() {
    byte[] terminated = terminated();
    return Arrays.copyOf(terminated, terminated.length - 1);
  }

  /** The same as text; nothing where it is no UTF-8. */
  public Optional<String> text() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  byte[] terminated() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (FileName name : names) {
      if (bytes.size() > 0) {
        bytes.write('/');
      }
      bytes.write(name.terminated(), 0, name.length());
    }
    bytes.write(0);
    return bytes.toByteArray();
  }

  /** To be shown to people. */
  @Override
  public String toString() {
    return names.stream().map(FileName::toString).collect(Collectors.joining("/"));
  }
}
