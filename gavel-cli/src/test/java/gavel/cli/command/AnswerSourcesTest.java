package gavel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.protocol.Body;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

class AnswerSourcesTest {
  private final AnswerSources sources = new AnswerSources(new CommandLine(CommandSpec.create()));
  @TempDir private Path directory = Path.of("");

  @Test
  void answersAreCalledAsTheyWereNamed() throws IOException {
    Files.createDirectories(directory.resolve("g1/.hidden"));
    Path answer = Files.writeString(directory.resolve("g1/01.out"), "1");
    Files.writeString(directory.resolve("g1/.hidden/.02.out"), "1");
    assertThat(sources.read(List.of(directory)))
        .extracting(Body::name)
        .containsExactly(answer.toString());
    Path near = Path.of("").toAbsolutePath().relativize(answer);
    assertThat(sources.read(List.of(Path.of(".").resolve(near))))
        .extracting(Body::name)
        .containsExactly(near.toString());
  }

  @Test
  void whatIsNoFileIsNoAnswer() throws IOException {
    Path odd = Files.createSymbolicLink(directory.resolve("01.out"), Path.of("/dev/zero"));
    assertThatThrownBy(() -> sources.read(List.of(odd)))
        .isInstanceOf(ParameterException.class)
        .hasMessage("There are no answers");
    assertThatThrownBy(() -> sources.read(List.of(directory.resolve("gone"))))
        .isInstanceOf(ParameterException.class)
        .hasMessageEndingWith("gone: there is no such file");
  }
}
