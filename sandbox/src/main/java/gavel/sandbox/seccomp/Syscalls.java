package gavel.sandbox.seccomp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A kernel's table of system calls: number to name and back. */
public final class Syscalls {
  private static final String X86_64 = "syscalls-x86_64.txt";

  private final SortedMap<Integer, String> names = new TreeMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  private Syscalls(BufferedReader table) throws IOException {
    for (String line = table.readLine(); line != null; line = table.readLine()) {
      if (!line.startsWith("#")) {
        add(line);
      }
    }
  }

  /** The table of x86-64, up to Linux 6.19. */
  public static Syscalls x86x64() {
    InputStream resource = Syscalls.class.getResourceAsStream(X86_64);
    if (resource == null) {
      throw new IllegalStateException("The jar lacks the system call table " + X86_64);
    }
    try (BufferedReader table =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
      return new Syscalls(table);
    } catch (IOException e) {
      throw new UncheckedIOException("Tried to read the system call table " + X86_64, e);
    }
  }

  private void add(String line) {
    int space = line.indexOf(' ');
    if (space < 1) {
      throw new IllegalArgumentException("Not a number and a name: '" + line + "'");
    }
    int number = Integer.parseInt(line.substring(0, space));
    String name = line.substring(space + 1);
    if (names.put(number, name) != null || numbers.put(name, number) != null) {
      throw new IllegalArgumentException("Twice in the system call table: '" + line + "'");
    }
  }

  /** The number of a call; {@link IllegalArgumentException} when the table has no such name. */
  public int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("No system call is named " + name);
    }
    return number;
  }

  /** The name of a call, empty when the table does not know the number. */
  public Optional<String> name(int number) {
    return Optional.ofNullable(names.get(number));
  }

  /** All calls by number, ascending. */
  public SortedMap<Integer, String> byNumber() {
    return Collections.unmodifiableSortedMap(names);
  }
}
