package gavel.model.protocol;

import static gavel.model.json.InvalidField.required;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One side of a conversation: what a run has, but for its input and output. */
public record InteractSide(
    String artifact,
    @Nullable List<String> args,
    @Nullable LimitsOverride limits,
    @Nullable List<RunFile> files,
    @Nullable List<CollectFile> collect,
    @Nullable Boolean writable) {
  /** The artifact must be there. */
  public InteractSide {
    required("artifact", artifact);
    args = WordFields.check("args", args);
    files = WorkspaceFields.files(files);
    collect = WorkspaceFields.collect(collect, writable);
  }
}
