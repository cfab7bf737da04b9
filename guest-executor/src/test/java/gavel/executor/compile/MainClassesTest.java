package gavel.executor.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainClassesTest {
  private static final int PUBLIC = ClassFile.ACC_PUBLIC;
  private static final int STATIC = ClassFile.ACC_STATIC;
  @TempDir Path directory;

  /** A class with one method and, perhaps, a constructor. */
  static byte[] classFile(String name, int major, String method, String type, int flags) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            builder -> {
              builder.withVersion(major, 0);
              builder.withMethodBody(
                  "<init>", MethodTypeDesc.ofDescriptor("()V"), 0, code -> code.return_());
              builder.withMethodBody(
                  method, MethodTypeDesc.ofDescriptor(type), flags, code -> code.return_());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "61, main, ([Ljava/lang/String;)V, 9, true",
    "61, main, ([Ljava/lang/String;)V, 8, false",
    "61, main, ([Ljava/lang/String;)V, 1, false",
    "61, main, ()V, 9, false",
    "61, start, ([Ljava/lang/String;)V, 9, false",
    "69, main, ([Ljava/lang/String;)V, 0, true",
    "69, main, ()V, 0, true",
    "69, main, ()V, 8, true",
    "69, main, ()V, 2, false",
    "69, main, (I)V, 9, false",
  })
  void whatCanBeStarted(int major, String method, String type, int flags, boolean expected) {
    byte[] bytes = classFile("a.b.Foo", major, method, type, flags);
    assertThat(MainClasses.mainClass(bytes).isPresent()).isEqualTo(expected);
  }

  @Test
  void anInstanceMainNeedsAConstructorToCall() {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of("Foo"),
                builder -> {
                  builder.withVersion(69, 0).withFlags(AccessFlag.PUBLIC);
                  builder.withMethodBody(
                      "main", MethodTypeDesc.ofDescriptor("()V"), 0, code -> code.return_());
                });
    assertThat(MainClasses.mainClass(bytes)).isEmpty();
  }

  @Test
  void packagesAreInTheNameAndSubmittedFilesDoNotCount() throws IOException {
    byte[] startable = classFile("a.b.Foo", 61, "main", "([Ljava/lang/String;)V", PUBLIC | STATIC);
    Path nested = Files.createDirectories(directory.resolve("a/b"));
    Files.write(nested.resolve("Foo.class"), startable);
    Files.write(nested.resolve("garbage.class"), new byte[] {1, 2, 3});
    Files.write(directory.resolve("empty.class"), new byte[0]);
    Path submitted = Files.write(directory.resolve("Planted.class"), startable);
    assertThat(MainClasses.below(directory, Set.of(submitted))).containsExactly("a.b.Foo");
  }

  @Test
  void noCutAndNoAlterationMakesItFail() {
    byte[] whole = classFile("Foo", 61, "main", "([Ljava/lang/String;)V", PUBLIC | STATIC);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThat(MainClasses.mainClass(cut)).isNotNull();
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] altered = whole.clone();
      altered[at] ^= (byte) 0xff;
      assertThat(MainClasses.mainClass(altered)).isNotNull();
    }
  }
}
