package gavel.executor.compile;

import gavel.model.language.LanguageDefinition;
import gavel.model.protocol.Body;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The mark that editors put before UTF-8 (Unicode 23.8). It says nothing, and {@code javac} and
 * others take it for a part of the program.
 */
final class ByteOrderMark {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final long LARGEST = 4 << 20;

  private ByteOrderMark() {}

  /** The job with sources that begin behind it; other files, and huge ones, are as they were. */
  static CompileJob removeFrom(CompileJob job) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : job.files()) {
      files.add(isSource(job.language(), file) ? behind(file) : file);
    }
    return files.equals(job.files())
        ? job
        : new CompileJob(job.language(), files, job.entrypoint(), job.limits(), job.flags());
  }

  private static boolean isSource(LanguageDefinition language, SourceFile file) {
    return !language.takesAnyFile()
        && language.claims(file.name())
        && file.content().size() <= LARGEST;
  }

  private static SourceFile behind(SourceFile file) throws IOException {
    try (InputStream content = file.content().open()) {
      return Arrays.equals(content.readNBytes(MARK.length), MARK)
          ? new SourceFile(file.name(), Body.ofBytes(file.content().name(), content.readAllBytes()))
          : file;
    }
  }
}
