// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.cli.failure.UsageException;
import dev.joist.examples.EchoArguments;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramFinderTest {

  private static final ClassPath NOTHING = ClassPath.of(List.of());

  private final ProgramFinder finder = new ProgramFinder(getClass().getClassLoader());

  @TempDir Path directory;

  @Test
  void findsAClassByItsFullName() throws Exception {
    find("dev.joist.examples.EchoArguments").call(List.of("full"));

    assertThat(EchoArguments.arguments()).containsExactly("full");
  }

  @Test
  void findsTheMainClassOfAJar() throws Exception {
    Path jar = jar("echo.jar", "dev.joist.examples.EchoArguments");

    Program program = find(jar.toString());
    program.call(List.of("jar"));

    assertThat(EchoArguments.arguments()).containsExactly("jar");
    assertThat(program.loader().getResource("marker.txt")).isNotNull();
  }

  @Test
  void refusesAJarWithoutAMainClass() throws Exception {
    Path jar = jar("library.jar", "");

    assertThatThrownBy(() -> find(jar.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("library.jar names no Main-Class")
        .hasMessageContaining("run it as MAIN-CLASS --classpath");
  }

  @Test
  void refusesAJarThatIsNotThere() {
    assertThatThrownBy(() -> find("missing.jar"))
        .isInstanceOf(UsageException.class)
        .hasMessage("there is no jar at missing.jar");
  }

  @Test
  void refusesAFileThatIsNoJar() throws Exception {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");

    assertThatThrownBy(() -> find(text.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be read as a jar");
  }

  @Test
  void refusesAClassWithoutAMainMethod() {
    assertThatThrownBy(() -> find("java.lang.String"))
        .isInstanceOf(UsageException.class)
        .hasMessage("java.lang.String has no public static void main(String[])");
  }

  @Test
  void theProgramSeesItsOwnLoaderAsTheThreadsContext() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    Program program = find(ContextKeeper.class.getName());
    program.call(List.of());

    assertThat(ContextKeeper.seen).isSameAs(program.loader());
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void aClassPathThatIsNotThereIsNamedIfTheClassIsNotFoundEither() {
    assertThatThrownBy(
            () ->
                finder.find(ProgramFiles.of("my.Program", ClassPath.parse("/nonexistent/lib.jar"))))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "there is no class my.Program; of the class path there is no /nonexistent/lib.jar");
  }

  @Test
  void theExamplesAreListedWhetherTheyAreInADirectoryOrInAJar() throws Exception {
    Path jar =
        new TestJar(directory)
            .file("dev/joist/examples/", "")
            .classes(
                "",
                """
                package dev.joist.examples;
                public class InAJar {
                  public static void main(String[] args) {}
                }
                """,
                "package dev.joist.examples; public class NoProgram {}")
            .write("examples.jar");

    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
      assertThat(Examples.in(loader))
          .contains("EchoArguments", "InAJar")
          .doesNotContain("NoProgram");
    }
  }

  private Program find(String name) {
    return finder.find(ProgramFiles.of(name, NOTHING));
  }

  private Path jar(String name, String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!mainClass.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    }
    Path path = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.putNextEntry(new JarEntry("marker.txt"));
    }
    return path;
  }

  /** A program that keeps the class loader of its thread. */
  public static final class ContextKeeper {
    private static ClassLoader seen = ClassLoader.getSystemClassLoader();

    private ContextKeeper() {}

    public static void main(String[] args) {
      seen = Thread.currentThread().getContextClassLoader();
    }
  }
}
