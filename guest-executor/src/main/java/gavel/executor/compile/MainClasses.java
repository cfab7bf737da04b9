package gavel.executor.compile;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the classes that {@code java} could start. */
final class MainClasses {
  private static final long LARGEST = 4 << 20;
  private static final int MAJOR_25 = 69;
  private static final String WITH_ARGUMENTS = "([Ljava/lang/String;)V";
  private static final String WITHOUT = "()V";

  private MainClasses() {}

  /** Their names with packages, sorted; files that were submitted do not count. */
  static List<String> below(Path directory, Set<Path> submitted) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(directory)) {
      files =
          all.filter(file -> file.toString().endsWith(".class"))
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .filter(file -> !submitted.contains(file))
              .sorted()
              .toList();
    }
    Stream.Builder<String> names = Stream.builder();
    for (Path file : files) {
      if (Files.size(file) <= LARGEST) {
        mainClass(Files.readAllBytes(file)).ifPresent(names);
      }
    }
    return names.build().sorted().toList();
  }

  /** The name of the class if it can be started; nothing of what is no class file. */
  static Optional<String> mainClass(byte[] classFile) {
    try {
      ClassModel model = ClassFile.of().parse(classFile);
      String name = model.thisClass().asInternalName().replace('/', '.');
      return canBeStarted(model) ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static boolean canBeStarted(ClassModel model) {
    boolean instanceMains = model.majorVersion() >= MAJOR_25;
    return model.methods().stream().anyMatch(MainClasses::isClassicMain)
        || (instanceMains && hasMainOfJava25(model));
  }

  private static boolean isClassicMain(MethodModel method) {
    return isMain(method, WITH_ARGUMENTS)
        && method.flags().has(AccessFlag.PUBLIC)
        && method.flags().has(AccessFlag.STATIC);
  }

  /** JEP 512: not private, static or not, with arguments or without. */
  private static boolean hasMainOfJava25(ClassModel model) {
    boolean constructible =
        !model.flags().has(AccessFlag.ABSTRACT)
            && model.methods().stream()
                .anyMatch(method ->
                    method.methodName().equalsString("<init>")
                        && method.methodType().equalsString(WITHOUT)
                        && !method.flags().has(AccessFlag.PRIVATE));
    return model.methods().stream()
        .filter(method -> isMain(method, WITH_ARGUMENTS) || isMain(method, WITHOUT))
        .filter(method -> !method.flags().has(AccessFlag.PRIVATE))
        .filter(method -> !method.flags().has(AccessFlag.ABSTRACT))
        .anyMatch(method -> constructible || method.flags().has(AccessFlag.STATIC));
  }

  private static boolean isMain(MethodModel method, String type) {
    return method.methodName().equalsString("main") && method.methodType().equalsString(type);
  }
}
