package gavel.testcases.reader;

import gavel.testcases.problem.PackageProblem;
import gavel.testcases.problem.ProblemPackage;
import gavel.testcases.problem.TestCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes packages for tests. */
record TestPackage(Path root) {
  /** A package of 2025-09 that has nothing wrong with it. */
  static TestPackage modern(Path parent) throws IOException {
    return good(parent)
        .delete("problem_statement/problem.en.tex")
        .delete(".timelimit")
        .write("statement/problem.en.tex", "Add.\n")
        .yaml("");
  }

  /** A problem.yaml of 2025-09 with more keys. */
  TestPackage yaml(String more) throws IOException {
    return write(
        "problem.yaml",
        "problem_format_version: 2025-09\nname: Sum\n"
            + "uuid: 5ca6ba5b-36d5-4eff-8aa7-d967cbc4375e\n"
            + more);
  }

  /** A package that has nothing wrong with it, called {@code sum}. */
  static TestPackage good(Path parent) throws IOException {
    return new TestPackage(parent.resolve("sum"))
        .write("problem.yaml", "name: Sum\n")
        .write(".timelimit", "1.5\n")
        .test("sample/1")
        .test("secret/01")
        .test("secret/02")
        .write("problem_statement/problem.en.tex", "Add.\n")
        .write("input_validators/check.py", "x\n")
        .write("submissions/accepted/sum.cpp", "int main() {}\n");
  }

  TestPackage write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  TestPackage write(String name, byte[] bytes) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return this;
  }

  TestPackage test(String name) throws IOException {
    String input = name.equals("sample/1") ? "1 2\n" : name + "\n";
    return write("data/" + name + ".in", input).write("data/" + name + ".ans", "3\n");
  }

  TestPackage delete(String name) throws IOException {
    Files.delete(root.resolve(name));
    return this;
  }

  TestPackage link(String name, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(name), Path.of(target));
    return this;
  }

  ProblemPackage read() throws IOException {
    return ProblemPackageReader.read(root);
  }

  List<String> problems() throws IOException {
    return read().problems().stream().map(PackageProblem::toString).toList();
  }

  List<String> errors() throws IOException {
    return read().errors().stream().map(PackageProblem::toString).toList();
  }

  List<String> tests() throws IOException {
    return read().tests().stream().map(TestCase::name).toList();
  }
}
