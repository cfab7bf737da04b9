package gavel.executor.intake;

import gavel.executor.compile.SourceFile;
import gavel.executor.slot.RequestRefused;
import gavel.executor.slot.Ticket;
import gavel.executor.store.StateDir;
import gavel.model.ByteSize;
import gavel.model.json.InvalidField;
import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import gavel.model.protocol.Envelope;
import gavel.model.protocol.ErrorCode;
import gavel.sandbox.tree.TreeRemover;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes the sources of a request, in whichever way they come. */
public final class SourceIntake {
  /** The body of a source without a name. */
  public static final String CODE = "code";

  /** The body of packed sources. */
  public static final String ARCHIVE = SourceArchive.FIELD;

  private static final ByteSize MOST = ByteSize.ofMiB(64);
  private static final int MOST_AT_A_TIME = 4;
  private static final long LOOK_MS = 50;
  private final StateDir state;
  private final Semaphore unpacking = new Semaphore(MOST_AT_A_TIME, true);

  /** What is unpacked lies below the state directory. */
  public SourceIntake(StateDir state) {
    this.state = state;
  }

  /** The only source, under the name that the language gives to one without. */
  public Sources single(LanguageDefinition language, Body code) throws RequestRefused {
    requireUnderCap(code.size(), CODE);
    return new Sources(
        language, List.of(new SourceFile(language.source(), code)), Optional.empty());
  }

  /** The same from a field of the message. */
  public Sources single(LanguageDefinition language, String code) throws RequestRefused {
    return single(language, Body.ofBytes(CODE, code.getBytes(StandardCharsets.UTF_8)));
  }

  /** The bodies of these names. */
  public Sources named(LanguageDefinition language, List<String> names, Envelope envelope)
      throws RequestRefused {
    List<SourceFile> files =
        names.stream().map(name -> new SourceFile(name, envelope.body(name))).toList();
    requireUnderCap(files.stream().mapToLong(file -> file.content().size()).sum(), "files");
    return new Sources(language, files, Optional.empty());
  }

  /**
   * What is in the body {@code archive}, a tar.gz. Few are unpacked at a time; others wait for as
   * long as they are wanted.
   *
   * @throws InvalidField or {@link RequestRefused} that names the field and says what to do
   */
  public Sources packed(LanguageDefinition language, Envelope envelope, Ticket ticket)
      throws RequestRefused, IOException, InterruptedException {
    Body archive = envelope.body(ARCHIVE);
    while (!unpacking.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
      ticket.requireWanted();
    }
    try {
      return unpack(language, archive, ticket);
    } catch (PackedInput.Unwanted ended) {
      ticket.requireWanted();
      throw ended;
    } finally {
      unpacking.release();
    }
  }

  private Sources unpack(LanguageDefinition language, Body archive, Ticket ticket)
      throws RequestRefused, IOException {
    Path directory = state.newScratch();
    boolean unpacked = false;
    try {
      List<SourceFile> files =
          SourceArchive.unpack(archive, ArchiveCaps.SOURCES, directory, ticket::isCancelled);
      unpacked = true;
      return new Sources(language, files, Optional.of(directory));
    } finally {
      if (!unpacked) {
        TreeRemover.remove(directory);
      }
    }
  }

  private static void requireUnderCap(long size, String field) throws RequestRefused {
    if (size > MOST.bytes()) {
      throw new RequestRefused(
          ErrorCode.TOO_LARGE, field + " may have " + MOST + " together, this is more", field);
    }
  }
}
