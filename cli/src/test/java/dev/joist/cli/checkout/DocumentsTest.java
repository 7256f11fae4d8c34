// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there. */
class DocumentsTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** The generated page of results, whose names are those of Beam's tests. */
  private static final Path NAMES_BEAMS_TESTS = ROOT.resolve("docs/validates-runner.md");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)(\\.\\w+)?`");

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w*)");

  /** Classes of Beam and the JDK that the documents name, and one that stands for any. */
  private static final Set<String> NOT_OURS =
      Set.of(
          "AfterProcessingTime",
          "BoundedSource",
          "BundleFinalizer",
          "CombineFn",
          "FileIO",
          "GroupIntoBatches",
          "MapElements",
          "Never",
          "Object",
          "PAssert",
          "PipelineExecutionException",
          "ReduceFnRunner",
          "Reshuffle",
          "Row",
          "RowCoder",
          "RunnerApi",
          "SimpleDoFnRunner",
          "SlidingWindows",
          "TestPipeline",
          "TestStream",
          "TextIO",
          "UnboundedSource",
          "View",
          "Window",
          "WindowedValue",
          "WriteFiles",
          "XTranslator");

  @Test
  void everyLinkToAFileLeadsToOne() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path document : documents()) {
      LINK.matcher(Files.readString(document))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !link.contains("://") && !link.startsWith("#"))
          .filter(link -> !Files.exists(target(document, link)))
          .forEach(link -> broken.add(ROOT.relativize(document) + " -> " + link));
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyClassThatTheDocumentsNameExists() throws IOException {
    Set<String> classes = classes();
    List<String> missing = new ArrayList<>();
    List<Path> ofOurs = new ArrayList<>(documents());
    ofOurs.remove(NAMES_BEAMS_TESTS);
    for (Path document : ofOurs) {
      CODE.matcher(Files.readString(document))
          .results()
          .map(code -> code.group(1))
          .filter(name -> !classes.contains(name) && !NOT_OURS.contains(name))
          .forEach(name -> missing.add(ROOT.relativize(document) + ": " + name));
    }

    assertThat(missing).isEmpty();
  }

  private static Path target(Path document, String link) {
    return document.resolveSibling(link.replaceFirst("#.*", ""));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> inDocs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> atRoot = Files.list(ROOT)) {
      List<Path> documents =
          Stream.concat(inDocs, atRoot).filter(path -> path.toString().endsWith(".md")).toList();
      assertThat(documents).contains(ROOT.resolve("README.md"), ROOT.resolve("docs/glossary.md"));
      return documents;
    }
  }

  /** The simple names of all types that the sources declare. */
  private static Set<String> classes() throws IOException {
    Set<String> names = new HashSet<>();
    for (Path source : sources()) {
      DECLARATION
          .matcher(Files.readString(source))
          .results()
          .forEach(type -> names.add(type.group(1)));
    }
    return names;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path directory : modules.map(module -> module.resolve("src")).toList()) {
        if (Files.isDirectory(directory)) {
          try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
