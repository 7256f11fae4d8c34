// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

/**
 * Java files to plant, each formatted as the formatter wants it, so that only one rule is broken.
 */
final class Source {

  private static final String HEADER = "// SPDX-License-Identifier: Apache-2.0\n";

  private Source() {}

  /**
   * A class of {@code packageName} in {@code module}; {@code body} is all after the package line.
   */
  static Plant file(String module, String packageName, String className, String body) {
    return new Plant.NewFile(
        path(module, packageName, className), HEADER + "package " + packageName + ";\n\n" + body);
  }

  /** The same without the licence header. */
  static Plant packageInfoWithoutHeader(String module, String packageName) {
    return new Plant.NewFile(path(module, packageName, "package-info"), packageInfo(packageName));
  }

  static Plant packageInfo(String module, String packageName) {
    return new Plant.NewFile(
        path(module, packageName, "package-info"), HEADER + packageInfo(packageName));
  }

  /** A class with one static method that has {@code statements}, each on a line of its own. */
  static String classWithMethod(String className, String method, String statements) {
    return "final class %s {\n\n  private %s() {}\n\n  static %s {\n%s  }\n}\n"
        .formatted(className, className, method, statements.indent(4));
  }

  static String path(String module, String packageName, String className) {
    return "%s/src/main/java/%s/%s.java"
        .formatted(module, packageName.replace('.', '/'), className);
  }

  private static String packageInfo(String packageName) {
    return """
    /** Planted. */
    @NullMarked
    package %s;

    import org.jspecify.annotations.NullMarked;
    """
        .formatted(packageName);
  }
}
