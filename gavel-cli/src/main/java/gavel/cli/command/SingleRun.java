package gavel.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gavel.cli.view.RunReport;
import gavel.model.json.StrictJson;
import gavel.model.protocol.Body;
import gavel.model.protocol.LimitsOverride;
import gavel.model.topic.VerdictRecord.CompileReport;
import gavel.worker.JudgeFault;
import gavel.worker.guest.Guest;
import gavel.worker.guest.GuestRun;
import gavel.worker.guest.RunJob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** One run on a guest, and what is printed of it. */
final class SingleRun {
  private SingleRun() {}

  /** Runs an artifact with this input, which is called {@link Guest#BLOB}. */
  static RunReport.Outcome run(Guest guest, String artifact, Body blob, LimitsOverride limits)
      throws JudgeFault, InterruptedException, IOException {
    String hash = sha256(blob);
    guest.putBlob(hash, blob);
    try (GuestRun run = guest.run(new RunJob(artifact, hash, limits))) {
      return new RunReport.Outcome(run.result(), bytes(run.stdout()), bytes(run.stderr()));
    }
  }

  private static byte[] bytes(Body body) throws IOException {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    }
  }

  /** What a guest stores the content under. */
  static String sha256(Body content) throws IOException {
    try (InputStream in = content.open();
        DigestOutputStream hashed =
            new DigestOutputStream(
                OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(hashed);
      return HexFormat.of().formatHex(hashed.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }

  /** The program's output where it belongs and the measures on standard error, or one object. */
  static void print(
      CompileReport compile,
      Optional<RunReport.Outcome> outcome,
      List<String> unenforced,
      boolean json) {
    if (json) {
      ObjectNode report = RunReport.json(compile, outcome);
      report.set("unenforced", StrictJson.tree(unenforced));
      System.out.println(StrictJson.writePretty(report));
      return;
    }
    System.err.print(compile.output());
    outcome.ifPresent(o -> {
      System.out.writeBytes(o.stdout());
      System.out.flush();
      System.err.writeBytes(o.stderr());
    });
    System.err.println(RunReport.text(compile, outcome));
  }
}
