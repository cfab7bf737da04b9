package gavel.worker.guest;

import gavel.model.protocol.Body;
import gavel.model.protocol.GuestMessage.Health;
import gavel.model.protocol.GuestMessage.StatusReport;
import gavel.worker.JudgeFault;
import java.util.List;
import java.util.Set;

/**
 * Where sources are compiled and programs run. One thread at a time asks; interrupting it cancels
 * what it waits for. A guest that is lost, or says what no guest may say, is a {@link
 * JudgeFault.GuestLost}.
 */
public interface Guest extends AutoCloseable {
  /** What the body of {@link #putBlob} is called. */
  String BLOB = "blob";

  /** Whether it lives, and its machine can still keep programs apart. */
  Health health() throws JudgeFault, InterruptedException;

  /** What is installed and in use. */
  StatusReport status() throws JudgeFault, InterruptedException;

  /** Compiles; an artifact of the same sources may be there already. */
  CompiledArtifact compile(CompileJob job) throws JudgeFault, InterruptedException;

  /** Those of the blobs that the guest has; hashes are SHA-256 in lower-case hexadecimal. */
  Set<String> hasBlobs(List<String> sha256) throws JudgeFault, InterruptedException;

  /** Stores a body named {@value #BLOB} under the SHA-256 of its content. */
  void putBlob(String sha256, Body content) throws JudgeFault, InterruptedException;

  /**
   * Runs an artifact; the result holds files until it is closed.
   *
   * @throws JudgeFault.NotStored when artifact or input are not there, or no longer
   */
  GuestRun run(RunJob job) throws JudgeFault, InterruptedException;

  /**
   * Lets two artifacts talk to each other; the result holds files until it is closed.
   *
   * @throws JudgeFault.NotStored when an artifact or a file is not there, or no longer
   */
  GuestTalk interact(TalkJob job) throws JudgeFault, InterruptedException;

  /** Ends the connection, and with it what was asked for over it. */
  @Override
  void close();
}
