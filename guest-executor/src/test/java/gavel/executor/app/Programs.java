package gavel.executor.app;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Compiled;
import gavel.model.protocol.GuestRequest.Compile;
import gavel.model.protocol.GuestRequest.Execute;
import gavel.model.protocol.GuestRequest.Run;
import gavel.model.protocol.LimitsOverride;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests for tests, in few words. */
final class Programs {
  static final String ECHO =
      "#include <stdio.h>\nint main(void) { int c; while ((c = getchar()) >= 0) putchar(c); }";

  private Programs() {}

  static Body body(String name, String text) {
    return Body.ofBytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  static LanguageDefinition language(String id) {
    return Languages.bundled().byId(id).orElseThrow();
  }

  static Compile compile(String id, String language, String... files) {
    return new Compile(id, language, List.of(files), null, null);
  }

  static Execute execute(String id, String language, String code) {
    return new Execute(id, language, code, null, null, null, null, null);
  }

  static Run run(String id, String artifact, @Nullable LimitsOverride limits) {
    return new Run(id, artifact, null, null, limits, null);
  }

  /** The artifact of a program in C that must compile. */
  static String c(TestPeer peer, String code) throws IOException {
    Compiled compiled = peer.compile(compile("compile", "c", "main.c"), body("main.c", code));
    if (compiled.artifact() == null) {
      throw new AssertionError(compiled.reason() + "\n" + compiled.output());
    }
    return compiled.artifact();
  }
}
