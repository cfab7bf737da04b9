package gavel.model.protocol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that go along with a message under a name, in memory or in a file. */
public sealed interface Body {
  /** What the message calls these bytes. */
  String name();

  /** How many bytes there are. */
  long size();

  /** The bytes from their beginning; can be asked for any number of times. */
  InputStream open() throws IOException;

  /** The same bytes under another name. */
  default Body named(String name) {
    return switch (this) {
      case InMemory(_, byte[] content) -> new InMemory(name, content);
      case OnDisk(_, Path file, long size) -> new OnDisk(name, file, size);
    };
  }

  /** Bytes in memory. The array is not copied: nobody may change it afterwards. */
  static Body ofBytes(String name, byte[] content) {
    return new InMemory(name, content);
  }

  /** A file, as long as it is now. */
  static Body ofFile(String name, Path file) throws IOException {
    return new OnDisk(name, file, Files.size(file));
  }

  /** A body in memory. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of 16 MiB would be felt
  record InMemory(String name, byte[] content) implements Body {
    @Override
    public long size() {
      return content.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content);
    }
  }

  /** A body in a file that belongs to whoever received it. */
  record OnDisk(String name, Path file, long size) implements Body {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
