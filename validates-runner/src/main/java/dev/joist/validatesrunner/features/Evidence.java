// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.features;

import dev.joist.validatesrunner.scan.ScannedTest;
import dev.joist.validatesrunner.scan.SuiteScan;
import dev.joist.validatesrunner.scan.TestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the tests that a list of features names, and decides which of them show something. */
final class Evidence {

  private static final String OURS = "dev.joist.";

  private final SuiteScan scan;
  private final Set<TestId> showNothing;
  private final Path root;

  /**
   * @param scan Beam's tests
   * @param showNothing the tests that prove nothing about Joist: those that pass on a runner that
   *     executes nothing, and those that fail on Joist
   * @param root the directory of the root pom, below which ours are
   */
  Evidence(SuiteScan scan, Set<TestId> showNothing, Path root) {
    this.scan = scan;
    this.showNothing = Set.copyOf(showNothing);
    this.root = root;
  }

  /**
   * The tests of one name in the list.
   *
   * @param text the name and the number of tests that show something, for people
   * @param shows whether there is such a test
   */
  record Tests(String text, boolean shows) {}

  /** The tests that a name stands for; empty if there are none. */
  Optional<Tests> find(String name) {
    return name.startsWith(OURS)
        ? describeOurs(name).map(text -> new Tests(text, true))
        : findBeams(name);
  }

  private Optional<Tests> findBeams(String name) {
    List<ScannedTest> named = scan.tests().stream().filter(test -> isOf(name, test)).toList();
    long showing = named.stream().filter(this::showsSomething).count();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(new Tests("%s (%d)".formatted(name, showing), showing > 0));
  }

  private boolean showsSomething(ScannedTest test) {
    return !test.ignored() && !showNothing.contains(test.id());
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
