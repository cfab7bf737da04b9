package gavel.testcases.reader;

import gavel.model.ByteSize;
import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.TestCase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of test cases from outside: size, the first block and the last byte. A large
 * file is never read whole.
 */
final class FileChecks {
  private static final ByteSize LARGE = ByteSize.ofMiB(100);
  private static final ByteSize TOO_LARGE = ByteSize.ofMiB(1000);
  private static final ByteSize COMPARED = ByteSize.ofMiB(4);
  private static final int BLOCK = 1 << 16;

  private final DataContext context;
  private final Findings findings;

  FileChecks(DataContext context) {
    this.context = context;
    this.findings = context.findings();
  }

  void checkAll(List<TestCase> tests) throws IOException {
    for (TestCase test : tests) {
      checkSize(test.input());
      checkSize(test.answer());
      checkOutputLimit(test.answer());
      checkText(test.input());
      checkText(test.answer());
    }
    checkDistinct(tests);
  }

  private void checkSize(PackageFile file) {
    if (file.size().compareTo(TOO_LARGE) > 0) {
      findings.error(file.name(), 1, "This file is over " + TOO_LARGE);
    } else if (file.size().compareTo(LARGE) > 0) {
      findings.warning(file.name(), 1, "This file is over " + LARGE);
    }
  }

  /** An answer that a submission could not print is a mistake in the limit or in the data. */
  private void checkOutputLimit(PackageFile answer) {
    ByteSize limit = context.problem().limits().output();
    if (!context.defaultValidator()) {
      return;
    }
    if (answer.size().compareTo(limit) > 0) {
      findings.error(answer.name(), 1, "The answer is larger than the output limit of " + limit);
    } else if (2 * answer.size().bytes() > limit.bytes()) {
      findings.warning(answer.name(), 1, "The answer is over half of the output limit of " + limit);
    }
  }

  private void checkText(PackageFile file) throws IOException {
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer block = ByteBuffer.allocate(BLOCK);
      readFully(channel, block);
      if (contains(block, (byte) '\r')) {
        findings.warning(file.name(), 1, "Lines do not end in a newline alone (CR LF)");
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      if (channel.size() > 0) {
        channel.position(channel.size() - 1);
        readFully(channel, last);
      }
      if (last.position() == 1 && last.get(0) != '\n') {
        findings.warning(file.name(), 1, "The last line does not end in a newline");
      }
    } catch (AccessDeniedException | NoSuchFileException unreadable) {
      findings.error(file.name(), 1, "This file cannot be read");
    }
  }

  private static void readFully(SeekableByteChannel channel, ByteBuffer into) throws IOException {
    int read = 0;
    while (into.hasRemaining() && read >= 0) {
      read = channel.read(into);
    }
  }

  private static boolean contains(ByteBuffer block, byte wanted) {
    for (int i = 0; i < block.position(); i++) {
      if (block.get(i) == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Only small files, and of those only such as have the size of another. */
  private void checkDistinct(List<TestCase> tests) throws IOException {
    Map<Long, List<PackageFile>> bySize = new HashMap<>();
    for (TestCase test : tests) {
      if (test.input().size().compareTo(COMPARED) <= 0) {
        bySize
            .computeIfAbsent(test.input().size().bytes(), _ -> new java.util.ArrayList<>())
            .add(test.input());
      }
    }
    for (List<PackageFile> alike : bySize.values()) {
      if (alike.size() > 1) {
        reportSame(alike);
      }
    }
  }

  private void reportSame(List<PackageFile> alike) throws IOException {
    Map<String, PackageFile> known = new HashMap<>();
    for (PackageFile file : alike) {
      @Nullable PackageFile first = known.putIfAbsent(hash(file), file);
      if (first != null && !first.path().equals(file.path())) {
        findings.warning(file.name(), 1, "This input is the same as " + first.name());
      }
    }
  }

  /** One that cannot be read, which was reported, is like no other. */
  private static String hash(PackageFile file) throws IOException {
    try {
      return file.sha256();
    } catch (AccessDeniedException | NoSuchFileException unreadable) {
      return file.name();
    }
  }
}
