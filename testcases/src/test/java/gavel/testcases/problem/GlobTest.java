package gavel.testcases.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accepted|accepted/a.py|true",
        "accepted/*|accepted/a.py|true",
        "accepted/*|accepted/dir/a.py|true",
        "*/a.py|accepted/a.py|true",
        "*.py|accepted/a.py|false",
        "accepted|accepted2/a.py|false",
        "accepted/a.{py,cpp}|accepted/a.cpp|true",
        "accepted/{a,b{1,2}}.py|accepted/b2.py|true",
        "accepted/{a,b{1,2}}.py|accepted/b.py|false",
        "accepted/a{|accepted/a{|true",
        "a.b|axb|false",
        "[ab]|a|false",
        "secret/*-easy|secret/01-easy|true",
        "secret/*-easy|secret/01-easy/x|true",
        "*a*b*c|xxaxxbxxbc|true",
        "*a*b*c|xxaxxbxx|false",
        "{}|x|false",
      })
  void matching(String glob, String path, boolean matches) {
    assertThat(new Glob(glob).matches(path)).isEqualTo(matches);
  }

  @Test
  void alternativesAreLimited() {
    assertThatThrownBy(() -> new Glob("{a,b}".repeat(40)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
