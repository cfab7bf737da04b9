package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.RunLimits;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByteOrderMarkTest {
  private static final String MARK = "\uFEFF";

  private static CompileJob job(String language, SourceFile... files) {
    return new CompileJob(
        Languages.bundled().byId(language).orElseThrow(),
        List.of(files),
        Optional.empty(),
        RunLimits.compiler());
  }

  private static SourceFile file(String name, String text) {
    return new SourceFile(name, Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(CompileJob job) throws IOException {
    List<String> texts = new ArrayList<>();
    for (SourceFile file : job.files()) {
      try (InputStream content = file.content().open()) {
        texts.add(new String(content.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  @Test
  void sourcesBeginBehindIt() throws IOException {
    CompileJob job =
        job("java", file("A.java", MARK + "class A {}"), file("data.txt", MARK + "kept"));
    assertThat(texts(ByteOrderMark.removeFrom(job))).containsExactly("class A {}", MARK + "kept");
  }

  @Test
  void whatHasNoneIsAsItWas() throws IOException {
    CompileJob plain = job("python", file("a.py", "x" + MARK), file("b.py", ""));
    assertThat(ByteOrderMark.removeFrom(plain)).isSameAs(plain);
    CompileJob script = job("script", file("run", MARK + "#!/bin/sh"));
    assertThat(ByteOrderMark.removeFrom(script)).isSameAs(script);
  }
}
