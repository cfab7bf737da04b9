package gavel.model.protocol;

import static gavel.model.json.InvalidField.require;
import static gavel.model.json.InvalidField.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;

/**
 * A file that is wanted when a program has ended.
 *
 * @param path below its working directory
 * @param max what is over it is cut
 */
public record CollectFile(String path, @JsonProperty("max_bytes") ByteSize max) {
  private static final ByteSize MOST = ByteSize.ofMiB(256);

  /** Both must be there. */
  public CollectFile {
    RunFile.checkPath(path);
    require(
        required("max_bytes", max).compareTo(MOST) <= 0,
        "max_bytes",
        "must be at most " + MOST.bytes());
  }
}
