package gavel.sandbox.seccomp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sandbox")
final class SyscallsIT {
  private static final Path HEADER = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");
  private static final Pattern DEFINE = Pattern.compile("#define __NR_(\\w+) (\\d+)");

  @Test
  void agreesWithTheHeadersOfThisMachine() throws IOException {
    Map<Integer, String> header = new TreeMap<>();
    for (String line : Files.readAllLines(HEADER)) {
      Matcher define = DEFINE.matcher(line);
      if (define.matches()) {
        header.put(Integer.valueOf(define.group(2)), define.group(1));
      }
    }

    assertThat(header).hasSizeGreaterThan(350);
    assertThat(Syscalls.x86x64().byNumber()).containsAllEntriesOf(header);
  }
}
