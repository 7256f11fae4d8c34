// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;

/** Gates on the form of a source file (Spotless, Checkstyle), and that a red test is red. */
final class FormGates {

  private static final String PLANTED = "dev.joist.state.planted";

  private FormGates() {}

  static Gate format() {
    Plant misformatted =
        Source.file("state-backend", PLANTED, "Planted", "final class Planted\n{\n}\n");
    return new Gate(
        "a file that is not formatted",
        List.of(misformatted),
        List.of("planted/Planted\\.java", "Run 'mvn spotless:apply' to fix these violations"));
  }

  /** All that Checkstyle reports in one run. */
  static List<Gate> all() {
    return List.of(
        Gate.of(
            "a package without package-info",
            Source.file("state-backend", PLANTED, "Planted", "final class Planted {}\n"),
            "planted.*JavadocPackage: Missing package-info"),
        longFile(),
        Gate.of(
            "a method of 51 lines",
            method(
                "LongMethod", "int length()", "int n = 0;\n" + "n++;\n".repeat(47) + "return n;"),
            "LongMethod\\.java.*MethodLength: Method length has 51 lines, the limit is 50"),
        Gate.of(
            "a method with 6 parameters",
            method("Many", "int sum(int a, int b, int c, int d, int e, int f)", "return a;"),
            "Many\\.java.*ParameterNumber: Method has 6 parameters, the limit is 5"),
        Gate.of(
            "a constructor with 8 parameters",
            planted(
                "ManyMore",
                """
                final class ManyMore {

                  ManyMore(int a, int b, int c, int d, int e, int f, int g, int h) {}
                }
                """),
            "ManyMore\\.java.*ParameterNumber: Constructor has 8 parameters, the limit is 7"),
        nestedIf(),
        missingHeader(),
        lock());
  }

  static Gate failingTest() {
    String body =
        """
        import static org.assertj.core.api.Assertions.assertThat;

        import org.junit.jupiter.api.Test;

        class PlantedTest {
          @Test
          void isRed() {
            assertThat(1).isEqualTo(2);
          }
        }
        """;
    Plant.NewFile main = (Plant.NewFile) Source.file("state-backend", PLANTED, "PlantedTest", body);
    return Gate.of(
        "a test that fails",
        new Plant.NewFile(main.file().replace("src/main", "src/test"), main.content()),
        "PlantedTest\\.isRed");
  }

  private static Gate longFile() {
    String lines = "  // one more line\n".repeat(500 - 4);
    return Gate.of(
        "a file of 501 lines",
        planted("LongFile", "final class LongFile {\n" + lines + "}\n"),
        "LongFile\\.java.*FileLength: File has 501 lines, the limit is 500");
  }

  private static Gate nestedIf() {
    String statements =
        """
        if (n > 0) {
          if (n > 1) {
            if (n > 2) {
              if (n > 3) {
                return 3;
              }
            }
          }
        }
        return n;
        """;
    return Gate.of(
        "an if in an if in an if in an if",
        method("Deep", "int depth(int n)", statements),
        "Deep\\.java.*NestedIfDepth: Nested if-else depth is 3 \\(max allowed is 2\\)");
  }

  private static Gate missingHeader() {
    return Gate.of(
        "a file without the licence header",
        Source.packageInfoWithoutHeader("state-backend", "dev.joist.state.plantedwithoutheader"),
        "plantedwithoutheader/package-info\\.java.*Header: ");
  }

  private static Gate lock() {
    String body = Source.classWithMethod("PlantedLock", "synchronized int locked()", "return 1;");
    return Gate.of(
        "'synchronized' in a subtask",
        Source.file("state-backend", "dev.joist.execution.subtask", "PlantedLock", body),
        "PlantedLock\\.java.*SubtaskOwnsItsState: synchronized in code that a subtask runs");
  }

  private static Plant method(String className, String method, String statements) {
    return planted(className, Source.classWithMethod(className, method, statements));
  }

  private static Plant planted(String className, String body) {
    return Source.file("state-backend", PLANTED, className, body);
  }
}
