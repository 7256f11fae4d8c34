// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, with a Maven and a Java that only say what they were called with. */
class LauncherTest {

  private static final String MAVEN =
      """
      #!/bin/sh
      echo "mvn $*" >>"$CALLS"
      echo "[INFO] Building Joist :: execution 0.1.0 [2/3]"
      if [ -n "${BREAK:-}" ]; then echo "[ERROR] it is broken"; exit 1; fi
      for module in cli examples execution validates-runner/sql; do
        mkdir -p "$module/target/fast/classes"
        printf '%s' "${LIBRARY:-/lib/a.jar}" >"$module/target/fast/run.classpath"
      done
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *-XshowSettings*) echo "    java.specification.version = ${JAVA_SAYS:-17}" >&2 ;;
        -version) ;;
        *-XX:ArchiveClassesAtExit=*)
          echo trained >>"$CALLS.archive"
          [ -n "${ARCHIVES:-}" ] || exit 1
          [ "$ARCHIVES" != silently-not ] || exit 0
          for argument; do
            case "$argument" in *AtExit=*) echo archive >"${argument#*=}" ;; esac
          done
          ;;
        *) echo "java"; echo "locale ${LC_ALL:-${LC_CTYPE:-}}"; for argument; do echo "[$argument]"; done; exit 42 ;;
      esac
      """;

  @TempDir Path directory;

  private Path tree = Path.of("");
  private Path calls = Path.of("");
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void layOutATree() throws IOException {
    tree = Files.createDirectories(directory.resolve("a tree with spaces"));
    calls = directory.resolve("calls");
    script(directory.resolve("bin/mvn"), MAVEN);
    script(directory.resolve("bin/java"), JAVA);
    script(tree.resolve("joist"), Files.readString(Path.of("..", "joist")));
    Files.createDirectories(tree.resolve(".mvn"));
    for (String file :
        List.of(
            "pom.xml",
            "cli/pom.xml",
            "cli/src/main/java/Main.java",
            "examples/pom.xml",
            "examples/src/main/java/Words.java",
            "execution/pom.xml",
            "execution/src/main/java/Subtask.java")) {
      write(file, Instant.EPOCH);
    }
  }

  @Test
  void buildsTheFirstTimeAndThenRunsTheProgram() throws IOException {
    assertThat(joist(Map.of(), "run", "Two Words")).isEqualTo(42);

    assertThat(lines)
        .contains(
            "joist: building cli examples: missing or older than the sources",
            "joist: building execution [2/3]")
        .containsSequence("[-Djoist.home=" + tree.toRealPath() + "]", "[dev.joist.cli.Main]")
        .endsWith("[run]", "[Two Words]");
    assertThat(lines).anyMatch(line -> line.contains("/cli/target/fast/classes:/lib/a.jar"));
    assertThat(Files.readString(calls)).contains("-Pfast -pl cli,examples -am compile");
  }

  @Test
  void doesNotBuildWhatIsUpToDate() throws IOException {
    joist(Map.of(), "run");
    joist(Map.of(), "run");

    assertThat(Files.readAllLines(calls)).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws IOException {
    joist(Map.of(), "run");
    write("execution/src/main/java/Subtask.java", Instant.now().plusSeconds(60));
    joist(Map.of(), "run");

    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void buildsAgainWhenClassesAreGone() throws IOException {
    joist(Map.of(), "run");
    Files.delete(tree.resolve("execution/target/fast/classes"));
    joist(Map.of(), "run");

    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void aSourceOfAnotherProgramDoesNotMatter() throws IOException {
    joist(Map.of(), "test");
    write("examples/src/main/java/Words.java", Instant.now().plusSeconds(60));
    joist(Map.of(), "test");

    assertThat(Files.readAllLines(calls)).hasSize(1);
  }

  @Test
  void aBuildThatFailsIsToldAndTriedAgain() throws IOException {
    assertThat(joist(Map.of("BREAK", "yes"), "run")).isEqualTo(1);
    assertThat(lines).contains("[ERROR] it is broken").doesNotContain("java");
    assertThat(lines).anyMatch(line -> line.startsWith("joist: the build failed; the whole log"));

    assertThat(joist(Map.of(), "run")).isEqualTo(42);
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void worksThroughASymbolicLink() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("bin/joist"), tree.resolve("joist"));

    assertThat(start(link, Map.of(), "run")).isEqualTo(42);
    assertThat(lines).contains("[-Djoist.home=" + tree.toRealPath() + "]");
  }

  @Test
  void passesTheJvmOptionsOfTheUserOn() throws IOException {
    joist(Map.of("JOIST_JAVA_OPTS", "-Xmx1g -ea"), "run");

    assertThat(lines).containsSubsequence("[-Xmx1g]", "[-ea]", "[-cp]");
  }

  @Test
  void givesAProgramTheHeapThatItsUserWants() throws IOException {
    joist(Map.of("JOIST_JAVA_OPTS", "-Xmx1g"), "run", "Words", "--heap=2g", "--input=a b");
    assertThat(lines).containsSubsequence("[-Xmx1g]", "[-Xmx2g]", "[-cp]");
    assertThat(lines).endsWith("[run]", "[Words]", "[--input=a b]");

    joist(Map.of(), "explain", "--heap", "512m", "Words");
    assertThat(lines).contains("[-Xmx512m]").endsWith("[explain]", "[Words]");

    joist(Map.of(), "test", "--heap=2g");
    assertThat(lines).endsWith("[test]", "[--heap=2g]");
  }

  @Test
  void refusesAHeapThatIsNoSize() throws IOException {
    for (String size : List.of("2", "lots", "g", "-1g", "")) {
      assertThat(joist(Map.of(), "run", "Words", "--heap=" + size)).as(size).isEqualTo(2);
      assertThat(lines)
          .containsExactly(
              "joist: --heap=%s is no size: give a number and its unit, such as --heap=2g"
                  .formatted(size));
    }
    assertThat(joist(Map.of(), "run", "Words", "--heap")).isEqualTo(2);
    assertThat(lines).containsExactly("joist: --heap needs a size, such as --heap=2g");
  }

  @Test
  void tellsTheJvmHowWideTheTerminalIs() throws IOException {
    Path script = Path.of("/usr/bin/script");
    assumeThat(script).isExecutable();
    joist(Map.of(), "run", "Words");
    assertThat(lines).noneMatch(line -> line.contains("joist.columns"));

    String command = "'%s' run Words".formatted(tree.resolve("joist"));
    start(script, Map.of(), "-qec", command, "/dev/null");

    assertThat(lines)
        .map(String::strip)
        .containsSubsequence("[-cp]", "[dev.joist.cli.Main]", "[run]", "[Words]")
        .filteredOn(line -> line.startsWith("[-Djoist.columns="))
        .hasSize(1);
    assertThat(lines.stream().map(String::strip).dropWhile(line -> !line.contains("cli.Main")))
        .containsExactly("[dev.joist.cli.Main]", "[run]", "[Words]");
  }

  @Test
  void leavesProgramsVisibleToTheToolsOfTheJdk() throws IOException {
    joist(Map.of(), "run", "Words");

    assertThat(lines).contains("java").noneMatch(line -> line.contains("UsePerfData"));
  }

  @Test
  void hasTheCompilerOfProgramsWaitUnlessTheUserSaysOtherwise() throws IOException {
    joist(Map.of("JOIST_JAVA_OPTS", "-XX:Tier4InvocationThreshold=5000"), "run", "Words");
    assertThat(lines)
        .containsSubsequence(
            "[-XX:Tier4InvocationThreshold=50000]", "[-XX:Tier4InvocationThreshold=5000]", "[-cp]");

    joist(Map.of(), "test");
    assertThat(lines).noneMatch(line -> line.contains("Tier4"));
  }

  @Test
  void startsProgramsWithAnArchiveOfTheirClasses() throws IOException {
    Map<String, String> environment = Map.of("ARCHIVES", "yes");
    joist(environment, "run");
    joist(environment, "run");

    Path state = tree.toRealPath().resolve("target/joist");
    assertThat(lines)
        .contains("[-XX:SharedArchiveFile=" + state.resolve("run.jsa") + "]")
        .anyMatch(line -> line.contains("/lib/a.jar:" + state.resolve("jars/cli.jar")));
    assertThat(Files.readAllLines(Path.of(calls + ".archive"))).hasSize(1);

    write("execution/src/main/java/Subtask.java", Instant.now().plusSeconds(60));
    joist(environment, "run");
    assertThat(Files.readAllLines(Path.of(calls + ".archive"))).hasSize(2);

    joist(environment, "test");
    assertThat(lines).noneMatch(line -> line.contains("SharedArchiveFile"));
  }

  @Test
  void startsProgramsWithoutAnArchiveIfThatCannotBeMadeOrIsNotWanted() throws IOException {
    joist(Map.of(), "run");
    joist(Map.of(), "run");
    assertThat(lines).noneMatch(line -> line.contains("SharedArchiveFile"));
    assertThat(Files.readAllLines(Path.of(calls + ".archive"))).hasSize(1);

    Files.delete(tree.resolve("target/joist/archive.log"));
    assertThat(joist(Map.of("ARCHIVES", "silently-not"), "run")).isEqualTo(42);
    assertThat(lines).noneMatch(line -> line.contains("SharedArchiveFile"));

    joist(Map.of("ARCHIVES", "yes", "JOIST_ARCHIVE", "no"), "run");
    assertThat(lines).noneMatch(line -> line.contains("SharedArchiveFile"));
    assertThat(lines).anyMatch(line -> line.contains("/cli/target/fast/classes:/lib/a.jar"));
  }

  @Test
  void keepsALaterJavaFromWarningOfWhatBeamsLibrariesDo() throws IOException {
    Path release = directory.resolve("release");
    Files.writeString(release, "JAVA_VERSION=\"25.0.3\"\n");
    joist(Map.of(), "run");
    assertThat(lines)
        .contains(
            "[--enable-native-access=ALL-UNNAMED]", "[--sun-misc-unsafe-memory-access=allow]");

    Files.writeString(release, "JAVA_VERSION=\"21.0.8\"\n");
    joist(Map.of(), "run");
    assertThat(lines).contains("[dev.joist.cli.Main]").noneMatch(line -> line.contains("allow"));
  }

  @Test
  void refusesAJavaThatIsTooOld() throws IOException {
    assertThat(joist(Map.of("JAVA_SAYS", "11"), "run")).isEqualTo(2);

    assertThat(lines)
        .anyMatch(line -> line.contains("is version 11: joist needs 17 or later; install one"));
  }

  @Test
  void refusesAJavaThatIsTooOldOrGoneAlsoWhenAllIsBuilt() throws IOException {
    joist(Map.of(), "run");

    assertThat(joist(Map.of("JAVA_SAYS", "1.8"), "run")).isEqualTo(2);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("java at 'java' is version 8: joist needs 17 or later");

    assertThat(joist(Map.of("JAVA_HOME", "/nonexistent"), "run")).isEqualTo(2);
    assertThat(lines)
        .containsExactly(
            "joist: no java at '/nonexistent/bin/java': joist needs a JDK 17 or later; change"
                + " JAVA_HOME, which is '/nonexistent'");
  }

  @Test
  void readsTheVersionOfJavaFromTheFileBesideIt() throws IOException {
    script(directory.resolve("jdk/bin/java"), JAVA);
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");

    assertThat(joist(Map.of("JAVA_HOME", directory.resolve("jdk").toString()), "run")).isEqualTo(2);
    assertThat(lines).singleElement().asString().contains("is version 11");
  }

  @Test
  void saysWhoCanBuildWhereItCannotWrite() throws IOException {
    Files.writeString(tree.resolve("target"), "in the way");

    assertThat(joist(Map.of(), "run")).isEqualTo(2);
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith("joist: cli examples would have to be built, and '")
        .contains("cannot be written by you");
  }

  @Test
  void keepsTheLibrariesOfProgramsWhereOtherUsersReachThem() throws IOException {
    Path library = directory.resolve("private/repository/org/a/1/a-1.jar");
    Files.createDirectories(library.getParent());
    Files.writeString(library, "a");

    joist(Map.of("LIBRARY", library + ":/lib/b.jar"), "run");

    Path near = tree.toRealPath().resolve("target/joist/lib/org/a/1/a-1.jar");
    assertThat(near).hasContent("a");
    assertThat(lines)
        .anyMatch(line -> line.contains("/classes:" + near + ":/lib/b.jar"))
        .noneMatch(line -> line.contains(library.toString()));
  }

  @Test
  void takesArgumentsForUtf8WhereTheLocaleKnowsNoLetters() throws IOException {
    joist(Map.of("LC_ALL", "C"), "run");
    assertThat(lines).contains("locale C.UTF-8");

    joist(Map.of("LC_ALL", "de_DE.UTF-8"), "run");
    assertThat(lines).contains("locale de_DE.UTF-8");
  }

  @Test
  void ofAnUnpackedTarballItBuildsNothingAndTakesTheJarsInLib() throws IOException {
    Path unpacked = Files.createDirectories(directory.resolve("joist 1.0"));
    script(unpacked.resolve("joist"), Files.readString(Path.of("..", "joist")));
    Files.createDirectories(unpacked.resolve("lib"));
    Files.writeString(
        unpacked.resolve("lib/classpath"), "lib/joist-cli.jar:lib/beam.jar:lib/z.jar");
    Map<String, String> environment =
        Map.of("ARCHIVES", "yes", "XDG_CACHE_HOME", directory.resolve("cache").toString());

    assertThat(start(unpacked.resolve("joist"), environment, "run", "Words")).isEqualTo(42);

    Path lib = unpacked.toRealPath().resolve("lib");
    assertThat(lines)
        .containsSequence(
            "[-cp]",
            "[%s/beam.jar:%s/z.jar:%s/joist-cli.jar]".formatted(lib, lib, lib),
            "[-XX:SharedArchiveFile=" + archives().get(0) + "]")
        .noneMatch(line -> line.contains("joist.home"))
        .endsWith("[run]", "[Words]");
    assertThat(calls).doesNotExist();
  }

  @Test
  void anUnpackedTarballRunsWithoutAPlaceForTheArchive() throws IOException {
    Path unpacked = Files.createDirectories(directory.resolve("unpacked"));
    script(unpacked.resolve("joist"), Files.readString(Path.of("..", "joist")));
    Files.createDirectories(unpacked.resolve("lib"));
    Files.writeString(unpacked.resolve("lib/classpath"), "lib/beam.jar");
    Path file = Files.writeString(directory.resolve("file"), "no folder");

    assertThat(
            start(
                unpacked.resolve("joist"),
                Map.of("ARCHIVES", "yes", "XDG_CACHE_HOME", file.toString()),
                "run"))
        .isEqualTo(42);
    assertThat(lines).noneMatch(line -> line.contains("SharedArchiveFile"));
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("cache"))) {
      return files.filter(file -> file.endsWith("run.jsa")).toList();
    }
  }

  @Test
  void preparesAModuleAndPrintsItsClassPath() throws IOException {
    assertThat(joist(Map.of(), "--prepare", "examples")).isZero();

    assertThat(lines).last().asString().endsWith("/examples/target/fast/classes:/lib/a.jar");
  }

  @Test
  void preparesTheClassPathOfASuiteWithItsOwnProfile() throws IOException {
    write("validates-runner/sql/pom.xml", Instant.EPOCH);

    assertThat(joist(Map.of(), "--prepare", "validates-runner/sql")).isZero();
    assertThat(joist(Map.of(), "--prepare", "validates-runner/sql")).isZero();

    assertThat(lines)
        .singleElement()
        .asString()
        .endsWith("/validates-runner/sql/target/fast/classes:/lib/a.jar");
    assertThat(Files.readString(calls)).containsOnlyOnce("-Pfast,suites -pl validates-runner/sql ");
  }

  private int joist(Map<String, String> environment, String... arguments) throws IOException {
    return start(tree.resolve("joist"), environment, arguments);
  }

  /**
   * Runs the launcher with our own tools first on the path; what it prints is in {@link #lines}.
   */
  private int start(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "-u", "JAVA_HOME"));
    command.add("PATH=" + directory.resolve("bin") + ":" + System.getenv("PATH"));
    command.add("CALLS=" + calls);
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.add(launcher.toString());
    command.addAll(List.of(arguments));
    lines.clear();
    return new ChildProcess(command, directory).runMerged(lines::add);
  }

  private void write(String file, Instant time) throws IOException {
    Path path = tree.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, file);
    Files.setLastModifiedTime(path, FileTime.from(time));
  }

  private static void script(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }
}
