// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The release of Beam that a program brings beside the one that Joist runs it on.
 *
 * @param programs what the program brings
 * @param joists what Joist brings, which comes first
 */
public record BeamVersion(String programs, String joists) implements Serializable {

  private static final String SDK = "org/apache/beam/sdk/sdk.properties";
  private static final String POMS = "META-INF/maven/org.apache.beam/";

  /** The two, if they differ; a program without any Beam runs on Joist's. */
  public static Optional<BeamVersion> difference(ClassPath program) {
    String own = own();
    Set<String> versions = new TreeSet<>();
    program.entries().forEach(path -> versions.addAll(versions(new ClassPathEntry(path))));
    versions.remove(own);
    return versions.isEmpty()
        ? Optional.empty()
        : Optional.of(new BeamVersion(String.join(" and ", versions), own));
  }

  /**
   * Refuses what cannot work.
   *
   * @throws UsageException if the two do not even promise to be compatible
   */
  public BeamVersion check(String program) {
    if (!major(programs).equals(major(joists))) {
      throw new UsageException(
          "%s was built with Beam %s, and Joist runs Beam %s: build it with that"
              .formatted(program, programs, joists));
    }
    return this;
  }

  /** What to tell of a program that is run all the same. */
  public String warning(String program) {
    return "warning: %s was built with Beam %s and runs on Beam %s, which is Joist's"
        .formatted(program, programs, joists);
  }

  /** What to do about something that one of the two has and the other has not. */
  public String advice() {
    return "the program was built with Beam %s, and Joist runs it on Beam %s: build it with that"
        .formatted(programs, joists);
  }

  private static String major(String version) {
    return version.replaceFirst("\\..*", "");
  }

  private static Set<String> versions(ClassPathEntry entry) {
    Set<String> versions = new TreeSet<>();
    entry.properties(SDK).map(sdk -> sdk.getProperty("version")).ifPresent(versions::add);
    if (versions.isEmpty()) {
      entry.names(BeamVersion::isPomOfBeam, Integer.MAX_VALUE).stream()
          .flatMap(pom -> entry.properties(pom).stream())
          .map(pom -> pom.getProperty("version", ""))
          .forEach(versions::add);
    }
    return versions;
  }

  /** Beam's vendored libraries, such as {@code guava-26_0-jre}, have versions of their own. */
  private static boolean isPomOfBeam(String name) {
    return name.startsWith(POMS + "beam-") && name.endsWith("/pom.properties");
  }

  private static String own() {
    try (InputStream stream = BeamVersion.class.getClassLoader().getResourceAsStream(SDK)) {
      if (stream == null) {
        throw new IllegalStateException("Beam's " + SDK + " is not on Joist's class path");
      }
      Properties sdk = new Properties();
      sdk.load(stream);
      return sdk.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
