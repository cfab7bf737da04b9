package gavel.sandbox.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\0b", "\ud800"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> FileName.of(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "...", ".a", "a b", "-", "ä\n"})
  void allElseIsAName(String name) {
    assertThat(FileName.of(name)).isEqualTo(FileName.of(name)).isNotEqualTo(FileName.of("b"));
  }

  @Test
  void lengthsAreOfBytes() {
    assertThat(FileName.of("ä".repeat(127)).length()).isEqualTo(254);
    assertThatThrownBy(() -> FileName.of("ä".repeat(128)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyBytesAreShownOnOneLine() {
    byte[] bytes = {'a', (byte) 0xff, '\n', '\\', ' '};
    FileName name = FileName.ofBytes(bytes);
    assertThat(name).hasToString("a\\xff\\x0a\\x5c ");
    assertThat(name.bytes()).isEqualTo(bytes);
    assertThat(RelativePath.of("d/ä")).hasToString("d/\\xc3\\xa4");
  }

  @Test
  void aPathIsNotTooLong() {
    List<FileName> names = Collections.nCopies(16, FileName.of("x".repeat(255)));
    assertThat(new RelativePath(names).terminated()).hasSize(4096);
    List<FileName> more = Collections.nCopies(17, FileName.of("x".repeat(255)));
    assertThatThrownBy(() -> new RelativePath(more)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPathIsBytesAndPerhapsText() {
    assertThat(RelativePath.of("d/ä").bytes()).isEqualTo("d/ä".getBytes(StandardCharsets.UTF_8));
    assertThat(RelativePath.of("d/ä").text()).contains("d/ä");
    byte[] other = {'a', (byte) 0xff};
    assertThat(new RelativePath(List.of(FileName.ofBytes(other))).text()).isEmpty();
  }

  @Test
  void errorsHaveNames() {
    assertThat(Errno.ENOENT.failure("open x")).hasMessage("Tried to open x: ENOENT");
    assertThat(new Errno(4711)).hasToString("errno 4711");
  }
}
