package gavel.model.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import gavel.model.ByteSize;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file that was to be collected. Where one was found, the body {@code
 * collected/PATH} has what is in it. Of a tree, first comes the directory, and behind it what lies
 * below, in the order of the bytes of the paths: files, whatever else is no directory, and
 * directories that are empty.
 *
 * @param size all of it, where it was found
 * @param truncated true: the body has its beginning only; of a tree's directory: something lies
 *     below that is not listed; else absent
 */
public record CollectedFile(
    String path,
    Found found,
    @JsonProperty("size_bytes") @Nullable ByteSize size,
    @Nullable Boolean truncated) {

  /** What is at the path. */
  public enum Found {
    /** A regular file. */
    @JsonProperty("file")
    FILE,
    /** Nothing. */
    @JsonProperty("absent")
    ABSENT,
    /** A symbolic link, there or on the way; never followed. */
    @JsonProperty("link")
    LINK,
    /** A directory. */
    @JsonProperty("directory")
    DIRECTORY,
    /** A pipe with a name. */
    @JsonProperty("fifo")
    FIFO,
    /** A socket. */
    @JsonProperty("socket")
    SOCKET,
    /** A device. */
    @JsonProperty("device")
    DEVICE,
    /** Something that cannot be opened, or is not the program's. */
    @JsonProperty("unreadable")
    UNREADABLE
  }
}
