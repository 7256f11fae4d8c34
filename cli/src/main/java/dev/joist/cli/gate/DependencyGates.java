// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;

/**
 * Gates on the poms. The violations are modules of the build itself, so that nothing is fetched.
 */
final class DependencyGates {

  private DependencyGates() {}

  static List<Gate> all() {
    Plant modules =
        new Plant.Insertion(
            "pom.xml",
            "<module>state-backend</module>",
            "<module>planted-one</module><module>planted-two</module><module>planted-banned</module>"
                + "<module>planted-middle</module><module>planted-top</module>");
    return List.of(
        new Gate(
            "two versions of one library",
            List.of(
                modules,
                pom("planted-one", "planted-library", "1", ""),
                pom("planted-two", "planted-library", "2", ""),
                pom("planted-middle", "planted-middle", "1", dependency("planted-library", "1")),
                pom(
                    "planted-top",
                    "planted-top",
                    "1",
                    dependency("planted-middle", "1")
                        + dependency("planted-library", "2")
                        + dependency("planted-library", "2")
                        + dependency("org.lz4", "planted-banned", "1"))),
            List.of(
                "DependencyConvergence failed with message",
                "Dependency convergence error for dev\\.joist:planted-library")),
        new Gate(
            "a library that is banned",
            List.of(pom("org.lz4", "planted-banned", "planted-banned", "1", "")),
            List.of(
                "BannedDependencies failed with message",
                "org\\.lz4:planted-banned.* <--- banned")),
        new Gate(
            "a dependency declared twice",
            List.of(),
            List.of(
                "BanDuplicatePomDependencyVersions failed with message",
                "dev\\.joist:planted-library.*2 times")));
  }

  /** The range is moved, as the JDK cannot be. */
  static Gate ofJdk() {
    return Gate.of(
        "an older JDK",
        new Plant.Replacement("pom.xml", "<version>[17,)</version>", "<version>[98,)</version>"),
        "RequireJavaVersion failed with message");
  }

  /** Likewise. */
  static Gate ofMaven() {
    return Gate.of(
        "an older Maven",
        new Plant.Replacement("pom.xml", "<version>[3.8,)</version>", "<version>[98,)</version>"),
        "RequireMavenVersion failed with message");
  }

  private static Plant pom(String directory, String artifact, String version, String dependencies) {
    return pom("dev.joist", directory, artifact, version, dependencies);
  }

  private static Plant pom(
      String group, String directory, String artifact, String version, String dependencies) {
    return new Plant.NewFile(
        directory + "/pom.xml",
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>dev.joist</groupId>
            <artifactId>joist-parent</artifactId>
            <version>0.1.0-SNAPSHOT</version>
          </parent>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <packaging>pom</packaging>
          <dependencies>%s</dependencies>
        </project>
        """
            .formatted(group, artifact, version, dependencies));
  }

  private static String dependency(String artifact, String version) {
    return dependency("dev.joist", artifact, version);
  }

  private static String dependency(String group, String artifact, String version) {
    return """

        <dependency>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <type>pom</type>
        </dependency>
    """
        .formatted(group, artifact, version);
  }
}
