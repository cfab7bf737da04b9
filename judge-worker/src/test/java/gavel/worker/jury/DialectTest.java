package gavel.worker.jury;

import static org.assertj.core.api.Assertions.assertThat;

import gavel.worker.jury.Dialect.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectTest {
  private static final String USUAL = "#ifndef OK_EXIT_CODE\n#   define OK_EXIT_CODE 0\n#endif\n";
  private static final Source CHECKER =
      new Source("check.cpp", "#include <cstdio>\n  # include \"testlib.h\"\nint main() {}\n");

  @Test
  void testlibWithItsUsualCodesIsCalledAsTestlibDoes() {
    assertThat(Dialect.of(List.of(CHECKER, new Source("testlib.h", USUAL))))
        .isEqualTo(Dialect.TESTLIB);
    assertThat(Dialect.of(List.of(CHECKER, new Source("lib/testlib.h", USUAL))))
        .isEqualTo(Dialect.TESTLIB);
  }

  @Test
  void testlibForPackageFormatsIsCalledAsTheySay() {
    String ported = "#define OK_EXIT_CODE 42\n#define WA_EXIT_CODE 43\n";
    assertThat(Dialect.of(List.of(CHECKER, new Source("testlib.h", ported))))
        .isEqualTo(Dialect.ICPC);
    Source own = new Source("check.cpp", "#define OK_EXIT_CODE 42\n#include \"testlib.h\"\n");
    assertThat(Dialect.of(List.of(own, new Source("testlib.h", USUAL)))).isEqualTo(Dialect.ICPC);
  }

  @Test
  void aCommentBehindTheCodeIsNoPartOfIt() {
    String ported = "#  define OK_EXIT_CODE (42) // as Kattis has it\n";
    assertThat(Dialect.of(List.of(CHECKER, new Source("testlib.h", ported))))
        .isEqualTo(Dialect.ICPC);
    String other = "#define OK_EXIT_CODE 420\n// #define OK_EXIT_CODE 42\n";
    assertThat(Dialect.of(List.of(CHECKER, new Source("testlib.h", other))))
        .isEqualTo(Dialect.TESTLIB);
  }

  @Test
  void scriptsThatSpeakThePackageFormatSpeakForTheProgramInThem() {
    Source usual = new Source("testlib.h", USUAL);
    Source build = new Source("build", "#!/bin/sh\ng++ -o checker check.cpp\n");
    Source run = new Source("run", "#!/bin/sh\n./checker $1 out $2 && exit 42\nexit 43\n");
    assertThat(Dialect.of(List.of(CHECKER, usual, build))).isEqualTo(Dialect.TESTLIB);
    assertThat(Dialect.of(List.of(CHECKER, usual, build, run))).isEqualTo(Dialect.ICPC);
    Source macro = new Source("build", "g++ -DOK_EXIT_CODE=42 -o run check.cpp\n");
    assertThat(Dialect.of(List.of(CHECKER, usual, macro))).isEqualTo(Dialect.ICPC);
  }

  @Test
  void whoeverDoesNotIncludeItIsNoTestlibProgram() {
    Source other = new Source("check.cpp", "// not with testlib.h\nint main() {}\n");
    assertThat(Dialect.of(List.of(other, new Source("testlib.h", USUAL)))).isEqualTo(Dialect.ICPC);
    assertThat(Dialect.of(List.of(CHECKER))).isEqualTo(Dialect.ICPC);
  }
}
