package gavel.executor.compile;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;

/** What a submission brings is looked at, never trusted: no bytes make these fail. */
class CompileParsersFuzzTest {
  @FuzzTest
  void classFiles(byte[] bytes) {
    Assertions.assertThat(MainClasses.mainClass(bytes)).isNotNull();
  }

  @FuzzTest
  void javaSources(byte[] bytes) {
    String source = new String(bytes, StandardCharsets.UTF_8);
    Assertions.assertThat(JavaSourceName.publicType(source)).isNotNull();
  }
}
