package gavel.sandbox.tree;

import java.io.IOException;
import java.nio.file.Path;

/** Removes one tree; a program, so that it can be started with fewer rights. */
final class RemoveTree {
  private RemoveTree() {}

  public static void main(String[] arguments) throws IOException {
    TreeRemover.remove(Path.of(arguments[0]));
  }
}
