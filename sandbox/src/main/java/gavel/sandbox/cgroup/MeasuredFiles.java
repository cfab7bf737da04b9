package gavel.sandbox.cgroup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files as the launcher has read them at a run's end. */
public final class MeasuredFiles implements CgroupReading {
  private final Map<Path, String> texts = new HashMap<>();

  /** The files in the order in which they were read. A text too few or many is a fault. */
  public MeasuredFiles(List<Path> files, List<String> texts) throws CgroupFault {
    if (files.size() != texts.size()) {
      throw new CgroupFault("Tried to measure " + files + ": got " + texts.size() + " files");
    }
    for (int i = 0; i < files.size(); i++) {
      this.texts.put(files.get(i), texts.get(i).stripTrailing());
    }
  }

  @Override
  public String read(Path file) throws CgroupFault {
    String text = texts.get(file);
    if (text == null) {
      throw new CgroupFault("Tried to read " + file + ": it is not among the measured files");
    }
    return text;
  }
}
