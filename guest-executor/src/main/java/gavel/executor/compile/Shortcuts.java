package gavel.executor.compile;

import java.io.IOException;
import java.util.Optional;

/** What was made beforehand for compilers. */
public interface Shortcuts {
  /** Nothing was, and nothing will be. */
  Shortcuts NONE =
      new Shortcuts() {
        @Override
        public Optional<Shortcut> find(CompileJob job) {
          return Optional.empty();
        }

        @Override
        public void missed(CompileJob job) {}
      };

  /** One that is ready for this compilation. */
  Optional<Shortcut> find(CompileJob job) throws IOException;

  /** A compilation had to do without; returns at once. The next one like it may not have to. */
  void missed(CompileJob job) throws IOException;
}
