package gavel.executor.app;

import static gavel.executor.app.Programs.body;
import static org.assertj.core.api.Assertions.assertThat;

import gavel.model.Status;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of several files, in languages that do not take them in any order by themselves. */
@Tag("sandbox")
class SeveralFilesIT {
  private static final String USES =
      """
      program p
        use %s
        call hello()
      end program
      """;

  private static final String INNER =
      """
      module %s
      contains
        integer function n()
          n = 7
        end function
      end module
      """;

  private static final String OUTER =
      """
      module %s
      contains
        subroutine hello()
          use %s
          print '(i0)', n()
        end subroutine
      end module
      """;

  private static final String PACKAGE =
      """
      package Aaa is
         function N return Integer;
      end Aaa;
      """;

  private static final String PACKAGE_BODY =
      """
      package body Aaa is
         function N return Integer is begin return 7; end N;
      end Aaa;
      """;

  private static final String HELPER =
      """
      with Aaa;
      procedure Helper (X : out Integer) is begin X := Aaa.N; end Helper;
      """;

  private static final String NOTHING = "procedure Bbb is begin null; end Bbb;";

  private static final String SOLUTION =
      """
      with Ada.Text_IO; with Helper; with Bbb;
      procedure %s is
         X : Integer;
      begin
         Bbb;
         Helper (X);
         Ada.Text_IO.Put_Line (Integer'Image (X));
      end %s;
      """;

  @TempDir static Path temporary;
  private static ExecutorFixture executor;

  @BeforeAll
  static void start() throws Exception {
    executor = ExecutorFixture.start(temporary, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    executor.close();
  }

  private static Compiled compile(TestPeer peer, String language, Map<String, String> files)
      throws IOException {
    Map<String, String> sorted = new TreeMap<>(files);
    Body[] bodies =
        sorted.entrySet().stream()
            .map(file -> body(file.getKey(), file.getValue()))
            .toArray(Body[]::new);
    return peer.compile(
        Programs.compile("c", language, sorted.keySet().toArray(String[]::new)), bodies);
  }

  private static void assertPrintsSeven(String language, Map<String, String> files)
      throws IOException {
    try (TestPeer peer = executor.connect()) {
      Compiled compiled = compile(peer, language, files);
      assertThat(compiled.status()).as(compiled.output()).isEqualTo(Status.SUCCESS);
      peer.run(Programs.run("r", String.valueOf(compiled.artifact()), null));
      assertThat(peer.body("stdout").strip()).isEqualTo("7");
    }
    executor.assertIdle();
  }

  @Test
  void modulesOfFortranMayStandInAnyOrder() throws Exception {
    assertPrintsSeven(
        "fortran",
        Map.of(
            "a.f90", USES.formatted("mmod"),
            "m.f90", OUTER.formatted("mmod", "zmod"),
            "z.f90", INNER.formatted("zmod")));
    assertPrintsSeven(
        "fortran",
        Map.of(
            "a.f90", INNER.formatted("amod"),
            "m.f90", OUTER.formatted("mmod", "amod"),
            "z.f90", USES.formatted("mmod")));
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    try (TestPeer peer = executor.connect()) {
      Compiled fortran =
          compile(
              peer,
              "fortran",
              Map.of("a.f90", USES.formatted("none"), "b.f90", INNER.formatted("some")));
      assertThat(fortran.status()).isEqualTo(Status.COMPILATION_ERROR);
      assertThat(fortran.output()).contains("none.mod");
      Compiled ada =
          compile(
              peer, "ada", Map.of("aaa.adb", PACKAGE_BODY, "x.adb", SOLUTION.formatted("X", "X")));
      assertThat(ada.status()).isEqualTo(Status.COMPILATION_ERROR);
      assertThat(ada.output()).isNotBlank();
    }
  }

  @Test
  void theProgramInAdaIsWhatNothingDependsOn() throws Exception {
    Map<String, String> units =
        Map.of(
            "aaa.ads", PACKAGE,
            "aaa.adb", PACKAGE_BODY,
            "helper.adb", HELPER,
            "bbb.adb", NOTHING);
    for (String name : new String[] {"solution", "main", "aa"}) {
      Map<String, String> all = new TreeMap<>(units);
      all.put(name + ".adb", SOLUTION.formatted(name, name));
      assertPrintsSeven("ada", all);
    }
  }
}
