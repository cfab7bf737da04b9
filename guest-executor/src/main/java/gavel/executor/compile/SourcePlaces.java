package gavel.executor.compile;

import gavel.model.RunLimits;
import gavel.model.json.InvalidField;
import gavel.sandbox.libc.RelativePath;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where the files of a submission are put, once it is known that they all have room. */
record SourcePlaces(Map<RelativePath, SourceFile> files) {
  private static final int DEEPEST = 16;
  private static final int PAGE = 4096;

  /**
   * Finds a place for each.
   *
   * @throws InvalidField for a name that cannot be used, two files in one place, and more than fits
   *     into a box under these limits
   */
  static SourcePlaces of(List<SourceFile> sources, RunLimits limits) throws InvalidField {
    Set<String> directories = new HashSet<>();
    Map<String, SourceFile> files = new TreeMap<>();
    long bytes = 0;
    for (SourceFile source : sources) {
      String name = source.name();
      path(name);
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        directories.add(name.substring(0, slash));
      }
      InvalidField.require(files.put(name, source) == null, "files", inOnePlace(name));
      bytes += Math.ceilDiv(source.content().size(), PAGE) * PAGE;
    }
    for (String name : files.keySet()) {
      InvalidField.require(!directories.contains(name), "files", inOnePlace(name));
    }
    InvalidField.require(
        bytes <= limits.boxSize().bytes() && files.size() + directories.size() < limits.boxInodes(),
        "files",
        "are more than fits into /box, see the limits box_bytes and box_inodes");
    Map<RelativePath, SourceFile> places = new LinkedHashMap<>();
    for (Map.Entry<String, SourceFile> file : files.entrySet()) {
      places.put(path(file.getKey()), file.getValue());
    }
    return new SourcePlaces(places);
  }

  private static String inOnePlace(String name) {
    return "has two files in the same place: '" + name + "'";
  }

  private static RelativePath path(String name) throws InvalidField {
    try {
      RelativePath path = RelativePath.of(name);
      InvalidField.require(path.names().size() <= DEEPEST, "files", unusable(name));
      return path;
    } catch (IllegalArgumentException noPath) {
      throw new InvalidField("files", unusable(name));
    }
  }

  private static String unusable(String name) {
    return "has a file name that cannot be used: '" + name + "'";
  }
}
