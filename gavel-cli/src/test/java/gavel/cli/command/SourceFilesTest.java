package gavel.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gavel.model.language.Languages;
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

class SourceFilesTest {
  private final SourceFiles sources =
      new SourceFiles(new CommandLine(CommandSpec.create()), Languages.bundled());
  @TempDir private Path directory = Path.of("");

  @Test
  void filesOfADirectoryAreCalledAsTheyAreBelowIt() throws IOException {
    Files.createDirectories(directory.resolve("solution/lib/.cache"));
    Files.writeString(directory.resolve("solution/main.py"), "");
    Files.writeString(directory.resolve("solution/lib/helper.py"), "");
    Files.writeString(directory.resolve("solution/.hidden.c"), "");
    Files.writeString(directory.resolve("solution/lib/.cache/x.c"), "");
    Path solution = directory.resolve("solution");
    assertThat(sources.read(List.of(solution)))
        .extracting(Body::name)
        .containsExactly("lib/helper.py", "main.py");
    assertThat(sources.language(null, List.of(solution)).id()).isEqualTo("python");
    Files.createDirectories(directory.resolve("empty"));
    assertThatThrownBy(() -> sources.read(List.of(directory.resolve("empty"))))
        .isInstanceOf(ParameterException.class)
        .hasMessageEndingWith("empty has no files");
  }

  @Test
  void whatIsNoFileIsRefusedAndNotOpened() throws IOException {
    Files.createDirectories(directory.resolve("odd"));
    Files.createSymbolicLink(directory.resolve("odd/a.py"), Path.of("/dev/zero"));
    assertThatThrownBy(() -> sources.read(List.of(directory.resolve("odd"))))
        .isInstanceOf(ParameterException.class)
        .hasMessageEndingWith("a.py is no file");
  }

  @Test
  void filesAreCalledByTheirOwnNames() throws IOException {
    Files.createDirectories(directory.resolve("a"));
    Path file = Files.writeString(directory.resolve("a/main.c"), "");
    assertThat(sources.read(List.of(file))).extracting(Body::name).containsExactly("main.c");
  }
}
