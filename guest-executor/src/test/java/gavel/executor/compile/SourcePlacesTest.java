package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.ByteSize;
import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.model.protocol.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourcePlacesTest {
  private static SourceFile file(String name) {
    return new SourceFile(name, Body.ofBytes(name, name.getBytes(StandardCharsets.UTF_8)));
  }

  private static SourcePlaces places(RunLimits limits, List<String> names) throws InvalidField {
    return SourcePlaces.of(names.stream().map(SourcePlacesTest::file).toList(), limits);
  }

  static Stream<List<String>> unusable() {
    return Stream.of(
        List.of("../a"),
        List.of("/etc/passwd"),
        List.of("a/../../b"),
        List.of("."),
        List.of("a//b"),
        List.of("a/"),
        List.of(""),
        List.of("a\0b"),
        List.of("a\ud800b"),
        List.of("ä".repeat(200)),
        List.of("a/".repeat(20) + "b"),
        List.of("a", "a"),
        List.of("a", "a/b"),
        List.of("a/b", "a"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void namesThatCannotBeUsedAreRefused(List<String> names) {
    assertThatThrownBy(() -> places(RunLimits.compiler(), names))
        .isInstanceOfSatisfying(
            InvalidField.class, invalid -> assertThat(invalid.field()).isEqualTo("files"));
  }

  @Test
  void filesAreToFitIntoTheBox() throws InvalidField {
    RunLimits small =
        RunLimits.compiler().toBuilder().boxSize(ByteSize.ofKiB(8)).boxInodes(4).build();
    assertThat(places(small, List.of("a/b", "c")).files()).hasSize(2);
    assertThatThrownBy(() -> places(small, List.of("a", "b", "c")))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("box_bytes");
    assertThatThrownBy(() -> places(small, List.of("a/b", "c/d"))).isInstanceOf(InvalidField.class);
  }
}
