package gavel.testcases.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValidatorArgumentsTest {
  @Test
  void namesWithAndWithoutExtension() {
    ValidatorArguments arguments =
        new ValidatorArguments(
            List.of(), Map.of("v", List.of("hello"), "w.py", List.of("whole"), "w", List.of("w")));
    assertThat(arguments.of("v.py")).containsExactly("hello");
    assertThat(arguments.of("v")).containsExactly("hello");
    assertThat(arguments.of("w.py")).containsExactly("whole");
    assertThat(arguments.of("w.cpp")).containsExactly("w");
    assertThat(arguments.of("x.py")).isEmpty();
  }
}
