package gavel.bench.compile;

import gavel.model.language.LanguageDefinition;
import gavel.model.language.Languages;
import java.util.ArrayList;
import java.util.List;

/** A program as contestants write it, in a language for which something may be prepared. */
enum Submission {
  CPP(
      "cpp",
      "g++, bits/stdc++.h",
      "-O2",
      "bits/stdc++.h.gch",
      """
      #include <bits/stdc++.h>
      using namespace std;
      int main() {
        int n;
        cin >> n;
        vector<long long> values(n);
        map<string, int> seen;
        for (auto &value : values) cin >> value, seen[to_string(value)]++;
        sort(values.begin(), values.end());
        cout << accumulate(values.begin(), values.end(), 0LL) << ' ' << seen.size() << '\\n';
      }
      """),
  JAVA(
      "java",
      "javac",
      "-nowarn",
      "compiler.jsa",
      """
      import java.io.*;
      import java.util.*;
      import java.util.stream.*;

      public class Main {
        record Pair(long value, int count) {}

        public static void main(String[] args) throws IOException {
          BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
          Map<Long, Integer> seen = new TreeMap<>();
          for (String word : in.readLine().split(" ")) seen.merge(Long.parseLong(word), 1, Integer::sum);
          List<Pair> pairs =
              seen.entrySet().stream()
                  .map(each -> new Pair(each.getKey(), each.getValue()))
                  .sorted(Comparator.comparing(Pair::count))
                  .collect(Collectors.toList());
          System.out.println(pairs);
        }
      }
      """),
  GO(
      "go",
      "go build",
      "-buildmode=exe",
      "",
      """
      package main

      import (
      	"bufio"
      	"fmt"
      	"os"
      	"sort"
      	"strings"
      )

      func main() {
      	in := bufio.NewScanner(os.Stdin)
      	seen := map[string]int{}
      	for in.Scan() {
      		for _, word := range strings.Fields(in.Text()) {
      			seen[word]++
      		}
      	}
      	words := []string{}
      	for word := range seen {
      		words = append(words, word)
      	}
      	sort.Strings(words)
      	fmt.Println(words, len(seen))
      }
      """);

  private final String language;
  private final String title;
  private final String idleFlag;
  private final String prepared;
  private final String text;

  Submission(String language, String title, String idleFlag, String prepared, String text) {
    this.language = language;
    this.title = title;
    this.idleFlag = idleFlag;
    this.prepared = prepared;
    this.text = text;
  }

  LanguageDefinition language() {
    return Languages.bundled().byId(language).orElseThrow();
  }

  boolean isInstalled() {
    return language().missingProgram().isEmpty();
  }

  String title() {
    return title;
  }

  /** A file of what is prepared for it; for Go that depends on the version, and nobody waits. */
  String prepared() {
    return prepared;
  }

  boolean waits() {
    return !prepared.isEmpty();
  }

  /** One that says what is so anyway; but nothing is prepared for submissions with flags. */
  String idleFlag() {
    return idleFlag;
  }

  /** The program as nobody has sent it yet. */
  String source(String stamp) {
    return text + "// " + stamp + "\n";
  }

  /** The command for a file in the directory where it is started. */
  List<String> command() {
    List<String> command = new ArrayList<>();
    for (String word : language().compile()) {
      switch (word) {
        case "{sources}" -> command.add(language().source());
        case LanguageDefinition.FLAGS -> {}
        default -> command.add(word);
      }
    }
    return command;
  }
}
