package gavel.executor.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstIncludeTest {
  private static String source(String text) {
    return text.replace("$", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#include <bits/stdc++.h>$int main() {}",
        "  # \tinclude<bits/stdc++.h>\r$",
        "// by me$// and you\r$/* #define x $ */ #include <bits/stdc++.h>",
        "$$$#include <bits/stdc++.h> // all",
      })
  void theWholeLibraryComesFirst(String text) {
    assertThat(FirstInclude.isWholeLibrary(source(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#",
        "#inc",
        "// only a comment",
        "/* without an end #include <bits/stdc++.h>",
        "#include <vector>$#include <bits/stdc++.h>",
        "#include \"bits/stdc++.h\"",
        "#pragma GCC optimize(\"O3\")$#include <bits/stdc++.h>",
        "#define int long long$#include <bits/stdc++.h>",
        "int x;$#include <bits/stdc++.h>",
        "// goes on \\$#include <bits/stdc++.h>$",
        "// goes on \\ $#include <bits/stdc++.h>$",
        "#if 0$#include <bits/stdc++.h>$#endif",
        "\uFEFF#include <bits/stdc++.h>",
      })
  void somethingElseComesFirst(String text) {
    assertThat(FirstInclude.isWholeLibrary(source(text))).isFalse();
  }
}
