package gavel.testcases.reader;

import java.util.List;

/**
 * The codes of 2025-09, appendix "Languages", and those that Gavel has beside them. Whoever judges
 * may have added others, so that one that is not here is only odd.
 */
final class KnownLanguages {
  private static final String CODES =
      """
      ada, algol68, apl, awk, bash, c, cgmp, cobol, cpp, cpp17, cpp20, cpp23, cppgmp, crystal, \
      csharp, d, dart, dotnet, elixir, erlang, forth, fortran, fsharp, gerbil, go, haskell, java, \
      javaalgs4, javascript, julia, kotlin, lisp, lua, modula2, nim, objectivec, ocaml, octave, \
      odin, pascal, perl, php, prolog, pypy, python, python2, python3, python3numpy, r, racket, \
      ruby, rust, scala, simula, smalltalk, snobol, swift, typescript, visualbasic, zig\
      """;

  private static final List<String> LIST = List.of(CODES.split(", ", -1));

  private KnownLanguages() {}

  static boolean has(String code) {
    return LIST.contains(code);
  }

  /** All of them, to be shown. */
  static String all() {
    return CODES;
  }
}
