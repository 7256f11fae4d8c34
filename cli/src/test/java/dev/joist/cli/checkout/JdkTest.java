// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

  private static final Jdk CURRENT = Jdk.current();

  @TempDir Path directory;

  @Test
  void findsThoseThatAreListedNamedOrInAUsualFolder() throws IOException {
    Path listed = layOut("listed", "91.0.1", true);
    Path named = layOut("named", "92", true);
    Path inFolder = layOut("jvm/temurin-93", "93.0.2", true);
    Path onMac = layOut("jvm/temurin-94.jdk/Contents/Home", "94", true);

    assertThat(
            Jdk.installed(
                Map.of("JOIST_JDKS", listed + File.pathSeparator, "JAVA_HOME_92_X64", named + ""),
                List.of(directory.resolve("jvm"), directory.resolve("none"))))
        .containsExactly(
            CURRENT,
            new Jdk(listed, 91),
            new Jdk(named, 92),
            new Jdk(inFolder, 93),
            new Jdk(onMac, 94));
  }

  @Test
  void leavesOutThoseThatAreTooOldOrBroken() throws IOException {
    Path old = layOut("old", "11.0.2", true);
    Path older = layOut("older", "1.8.0_392", true);
    Path empty = Files.createDirectories(directory.resolve("empty"));

    assertThat(
            Jdk.installed(
                Map.of(
                    "JOIST_JDKS",
                    String.join(File.pathSeparator, old + "", older + "", empty + "")),
                List.of()))
        .containsExactly(CURRENT);
  }

  @Test
  void ofTwoWithOneVersionTheOneThatCompilesIsTaken() throws IOException {
    Path runtime = layOut("runtime", "91", false);
    Path jdk = layOut("jdk", "91", true);
    Path later = layOut("later", "91", true);

    assertThat(
            Jdk.installed(
                Map.of(
                    "JOIST_JDKS",
                    String.join(File.pathSeparator, runtime + "", jdk + "", later + "")),
                List.of()))
        .containsExactly(CURRENT, new Jdk(jdk, 91));
  }

  private Path layOut(String name, String version, boolean compiles) throws IOException {
    Path home = directory.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
    executable(home.resolve("bin/java"));
    if (compiles) {
      executable(home.resolve("bin/javac"));
    }
    return home;
  }

  private static void executable(Path file) throws IOException {
    Files.writeString(file, "");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
