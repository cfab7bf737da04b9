package gavel.model.language;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.protocol.Body;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceNamesTest {
  private static final Languages LANGUAGES = Languages.bundled();

  private static List<String> fitting(String language, String... names) {
    List<Body> sources =
        Stream.of(names)
            .map(name -> Body.ofBytes(name, name.getBytes(StandardCharsets.UTF_8)))
            .toList();
    return SourceNames.fitting(LANGUAGES.byId(language).orElseThrow(), sources).stream()
        .map(Body::name)
        .toList();
  }

  @Test
  void keepsWhatTheLanguageClaims() {
    assertThat(fitting("cpp", "a.cc", "data.txt")).containsExactly("a.cc", "data.txt");
    assertThat(fitting("script", "build", "anything")).containsExactly("build", "anything");
  }

  @Test
  void callsASingleFileAsTheLanguageDoes() {
    assertThat(fitting("cpp", "b.txt")).containsExactly("main.cpp");
    assertThat(fitting("cpp", "below/c.c")).containsExactly("below/main.cpp");
    assertThat(fitting("python", "d.pl")).containsExactly("main.py");
  }

  @Test
  void addsTheExtensionToEachOfSeveralButHeaders() {
    assertThat(fitting("cpp", "a.CC", "sub/b.txt", "a.h"))
        .containsExactly("a.CC.cpp", "sub/b.txt.cpp", "a.h");
  }
}
