package gavel.model.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How several sources are packed into one body. */
public enum ArchiveFormat {
  /** A tar archive, compressed with gzip. */
  @JsonProperty("tar.gz")
  TAR_GZ
}
