package gavel.testcases.reader;

import gavel.testcases.problem.PackageFile;
import gavel.testcases.problem.PackageProgram;
import gavel.testcases.problem.PackageProgram.Kind;
import gavel.testcases.problem.PackagePrograms;
import gavel.testcases.problem.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds validators, graders and visualizers, each a file or a directory: section "Programs" of both
 * formats.
 */
final class ProgramsReader {
  private static final List<String> OUTPUT = List.of("output_validators", "output_validator");
  private static final Set<String> NO_PROGRAM =
      Set.of("readme", "readme.md", "readme.txt", "license", "makefile", "__pycache__");

  /** What only comes with a program; a directory of nothing else is none. */
  private static final Set<String> HEADERS = Set.of("h", "hpp", "hh", "txt", "md", "class", "o");

  private final Folder root;
  private final ProblemYaml problem;
  private final Findings findings;

  ProgramsReader(Folder root, ProblemYaml problem, Findings findings) {
    this.root = root;
    this.problem = problem;
    this.findings = findings;
  }

  /** Whether there is anything that could be an output validator. */
  static boolean hasOutputValidator(Folder root) {
    return OUTPUT.stream()
        .flatMap(name -> root.folder(name).stream())
        .flatMap(Folder::allFiles)
        .anyMatch(file -> !Folder.last(file.name()).startsWith("."));
  }

  PackagePrograms read() {
    List<PackageProgram> input = new ArrayList<>(several("input_validators"));
    if (root.folder("input_format_validators").isPresent()) {
      findings.warning(
          "input_format_validators", 1, "This is called input_validators by now; it counts");
      input.addAll(several("input_format_validators"));
    }
    if (root.folder("input_validator").isPresent()) {
      findings.warning("input_validator", 1, "This is called input_validators; it counts");
      input.addAll(several("input_validator"));
    }
    if (input.isEmpty()) {
      findings.lapse(problem.strict(), "input_validators", "There is no input validator");
    }
    List<PackageProgram> answer = new ArrayList<>(several("answer_validators"));
    answer.addAll(several("answer_validator"));
    List<PackageProgram> graders = several("graders");
    if (graders.size() > 1) {
      findings.error("graders", 1, "There can be one grader only; the first is taken");
    }
    return new PackagePrograms(
        input,
        outputValidators(),
        answer,
        one("static_validator"),
        graders.stream().findFirst(),
        one("input_visualizer"),
        one("output_visualizer"));
  }

  private List<PackageProgram> outputValidators() {
    List<PackageProgram> found = new ArrayList<>();
    String place = problem.format().legacy() ? OUTPUT.getFirst() : OUTPUT.getLast();
    for (String name : OUTPUT) {
      List<PackageProgram> here =
          name.equals(OUTPUT.getFirst()) ? several(name) : one(name).stream().toList();
      if (!here.isEmpty() && !name.equals(place)) {
        findings.warning(name, 1, "This is called " + place + " in this format; it counts");
      }
      found.addAll(here);
    }
    boolean custom = problem.validation() instanceof Validation.Custom;
    if (!found.isEmpty() && !custom) {
      findings.error(
          top(found.getFirst()), 1, "There are validators here, but validation is default");
    } else if (found.isEmpty() && custom) {
      findings.error(place, 1, "There is no validator, but validation is custom");
    } else if (found.size() > 1) {
      findings.lapse(
          problem.strict(), place, "There is more than one output validator; all have to accept");
    }
    return found;
  }

  private static String top(PackageProgram program) {
    String name = program.files().getFirst().name();
    return name.substring(0, name.indexOf('/'));
  }

  /** Every file and directory in there is a program. */
  private List<PackageProgram> several(String name) {
    Optional<Folder> folder = root.folder(name);
    if (folder.isEmpty()) {
      return List.of();
    }
    if (isScripted(folder.get())) {
      return program(folder.get()).stream().toList();
    }
    List<PackageProgram> programs = new ArrayList<>();
    for (PackageFile file : folder.get().files()) {
      if (isSource(file)) {
        programs.add(single(file, folder.get()));
      }
    }
    for (Folder inner : folder.get().folders()) {
      program(inner).ifPresent(programs::add);
    }
    return programs;
  }

  /** The directory is the program, or a single file or directory in it is. */
  private Optional<PackageProgram> one(String name) {
    Optional<Folder> folder = root.folder(name);
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    Folder inner = folder.get();
    List<PackageFile> sources = inner.files().stream().filter(ProgramsReader::isSource).toList();
    if (sources.isEmpty() && inner.folders().size() == 1) {
      return program(inner.folders().getFirst());
    }
    return inner.files().size() == 1 && inner.folders().isEmpty() && sources.size() == 1
        ? Optional.of(single(sources.getFirst(), inner))
        : program(inner);
  }

  /** A program of one file, with the headers that lie beside it. */
  private static PackageProgram single(PackageFile file, Folder folder) {
    String last = Folder.last(file.name());
    Kind kind =
        last.endsWith(".ctd")
            ? Kind.CHECKTESTDATA
            : last.endsWith(".viva") ? Kind.VIVA : Kind.SOURCE;
    List<PackageFile> files = new ArrayList<>(List.of(file));
    folder.files().stream().filter(ProgramsReader::isHeader).forEach(files::add);
    return new PackageProgram(last, file.name(), file.path(), kind, files);
  }

  private static Optional<PackageProgram> program(Folder folder) {
    List<PackageFile> files =
        folder.allFiles().filter(file -> !Folder.last(file.name()).startsWith(".")).toList();
    String last = Folder.last(folder.name());
    if (files.stream().noneMatch(ProgramsReader::isSource)
        || NO_PROGRAM.contains(last.toLowerCase(java.util.Locale.ROOT))
        || last.startsWith(".")) {
      return Optional.empty();
    }
    if (files.size() == 1 && isGrammar(files.getFirst())) {
      return Optional.of(single(files.getFirst(), folder));
    }
    Kind kind = isScripted(folder) ? Kind.SCRIPTED : Kind.SOURCE;
    return Optional.of(new PackageProgram(last, folder.name(), folder.path(), kind, files));
  }

  private static boolean isScripted(Folder folder) {
    return folder.file("build").isPresent() || folder.file("run").isPresent();
  }

  private static boolean isHeader(PackageFile file) {
    return file.name().endsWith(".h") || file.name().endsWith(".hpp");
  }

  private static boolean isGrammar(PackageFile file) {
    return file.name().endsWith(".ctd") || file.name().endsWith(".viva");
  }

  private static boolean isSource(PackageFile file) {
    String last = Folder.last(file.name()).toLowerCase(java.util.Locale.ROOT);
    String extension = last.substring(last.lastIndexOf('.') + 1);
    return !last.startsWith(".") && !NO_PROGRAM.contains(last) && !HEADERS.contains(extension);
  }
}
