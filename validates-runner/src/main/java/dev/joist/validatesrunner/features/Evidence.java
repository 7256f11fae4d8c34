// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.features;

import dev.joist.validatesrunner.scan.ScannedTest;
import dev.joist.validatesrunner.scan.SuiteScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the tests that a list of features names. */
final class Evidence {

  private static final String OURS = "dev.joist.";

  private final SuiteScan scan;
  private final Path root;

  /**
   * @param scan Beam's tests
   * @param root the directory of the root pom, below which ours are
   */
  Evidence(SuiteScan scan, Path root) {
    this.scan = scan;
    this.root = root;
  }

  /** What a name stands for, for people; empty if there is no such test. */
  Optional<String> describe(String name) {
    return name.startsWith(OURS) ? describeOurs(name) : describeBeams(name);
  }

  private Optional<String> describeBeams(String name) {
    long count = scan.tests().stream().filter(test -> isOf(name, test)).count();
    return count == 0 ? Optional.empty() : Optional.of("%s (%d)".formatted(name, count));
  }

  private static boolean isOf(String name, ScannedTest test) {
    String shortName = test.id().shortName();
    String withoutParameters = shortName.replaceFirst("[\\[(].*", "");
    return test.categories().contains(name)
        || shortName.startsWith(name + "#")
        || withoutParameters.equals(name);
  }

  private Optional<String> describeOurs(String name) {
    String className = name.replaceFirst("#.*", "");
    String file = "src/test/java/" + className.replace('.', '/') + ".java";
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> found = modules.map(module -> module.resolve(file)).filter(Files::exists).toList();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      boolean exists = hasTest(Files.readString(found.get(0)), name.substring(className.length()));
      String shown = name.substring(className.lastIndexOf('.') + 1);
      return exists ? Optional.of("`%s`".formatted(shown)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for the test " + name, e);
    }
  }

  /** Whether a source has a test; of one method, if {@code hashAndMethod} is not empty. */
  private static boolean hasTest(String source, String hashAndMethod) {
    String method = hashAndMethod.isEmpty() ? "\\w+" : Pattern.quote(hashAndMethod.substring(1));
    Matcher matcher =
        Pattern.compile("@(?:Test|ParameterizedTest|TestFactory)\\b[^;{]*?\\b" + method + "\\(")
            .matcher(source);
    return matcher.find();
  }
}
