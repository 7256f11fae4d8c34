// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What Surefire wrote about the tests of one module, held against the test classes that it has. */
final class SurefireReports {

  private static final String TESTS = "src/test/java";

  private final Path module;

  SurefireReports(Path module) {
    this.module = module;
  }

  /** Removes what an earlier run left, which would count as this one's. */
  void clear() {
    for (Path report : files(directory(), ".xml")) {
      try {
        Files.delete(report);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The results, by test class. */
  Map<String, Counts> read() {
    Map<String, Counts> results = new HashMap<>();
    for (Path report : files(directory(), ".xml")) {
      String name = report.getFileName().toString();
      if (name.startsWith("TEST-")) {
        results.put(
            name.substring("TEST-".length(), name.length() - ".xml".length()), read(report));
      }
    }
    return results;
  }

  /** The test classes, by Surefire's naming, that the sources hold. */
  List<String> testClasses() {
    Path tests = module.resolve(TESTS);
    return files(tests, "Test.java").stream()
        .map(file -> tests.relativize(file).toString())
        .map(file -> file.substring(0, file.length() - ".java".length()).replace('/', '.'))
        .sorted()
        .toList();
  }

  private Path directory() {
    return module.resolve("target").resolve("surefire-reports");
  }

  private static Counts read(Path report) {
    try (InputStream in = Files.newInputStream(report)) {
      XMLInputFactory factory = XMLInputFactory.newInstance();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      reader.nextTag();
      int tests = attribute(reader, "tests");
      int failed = attribute(reader, "failures") + attribute(reader, "errors");
      int skipped = attribute(reader, "skipped");
      return new Counts(tests - failed - skipped, failed, skipped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("%s is not a report of Surefire".formatted(report), e);
    }
  }

  private static int attribute(XMLStreamReader reader, String name) {
    return Integer.parseInt(reader.getAttributeValue(null, name));
  }

  private static List<Path> files(Path directory, String suffix) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
