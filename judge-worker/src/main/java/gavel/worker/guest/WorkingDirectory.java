package gavel.worker.guest;

import gavel.model.protocol.CollectFile;
import gavel.model.protocol.RunFile;
import java.util.List;

/**
 * What a program finds where it starts, beside its artifact, and what of it is wanted in the end.
 *
 * @param writable whether the program can write there; what is to be collected needs it
 */
public record WorkingDirectory(List<RunFile> files, List<CollectFile> collect, boolean writable) {
  /** Nothing, and nothing can be written. */
  public static final WorkingDirectory PLAIN = new WorkingDirectory(List.of(), List.of(), false);

  /** Copies the lists. */
  public WorkingDirectory {
    files = List.copyOf(files);
    collect = List.copyOf(collect);
  }
}
