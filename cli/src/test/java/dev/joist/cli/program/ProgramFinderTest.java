// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.cli.failure.UsageException;
import dev.joist.examples.EchoArguments;
import java.io.IOException;
import java.io.OutputStream;
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

  private static final ClassPath NOTHING = new ClassPath(List.of());

  private final ProgramFinder finder = new ProgramFinder(getClass().getClassLoader());

  @TempDir Path directory;

  @Test
  void findsAClassByItsFullName() throws Exception {
    finder.find("dev.joist.examples.EchoArguments", NOTHING).call(List.of("full"));

    assertThat(EchoArguments.arguments()).containsExactly("full");
  }

  @Test
  void findsTheMainClassOfAJar() throws Exception {
    Path jar = jar("echo.jar", "dev.joist.examples.EchoArguments");

    Program program = finder.find(jar.toString(), NOTHING);
    program.call(List.of("jar"));

    assertThat(EchoArguments.arguments()).containsExactly("jar");
    assertThat(program.loader().getResource("marker.txt")).isNotNull();
  }

  @Test
  void refusesAJarWithoutAMainClass() throws Exception {
    Path jar = jar("library.jar", "");

    assertThatThrownBy(() -> finder.find(jar.toString(), NOTHING))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("library.jar names no Main-Class")
        .hasMessageContaining("run it as MAIN-CLASS --classpath");
  }

  @Test
  void refusesAJarThatIsNotThere() {
    assertThatThrownBy(() -> finder.find("missing.jar", NOTHING))
        .isInstanceOf(UsageException.class)
        .hasMessage("there is no jar at missing.jar");
  }

  @Test
  void refusesAFileThatIsNoJar() throws Exception {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");

    assertThatThrownBy(() -> finder.find(text.toString(), NOTHING))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be read as a jar");
  }

  @Test
  void refusesAClassWithoutAMainMethod() {
    assertThatThrownBy(() -> finder.find("java.lang.String", NOTHING))
        .isInstanceOf(UsageException.class)
        .hasMessage("java.lang.String has no public static void main(String[])");
  }

  @Test
  void theProgramSeesItsOwnLoaderAsTheThreadsContext() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();

    Program program = finder.find(ContextKeeper.class.getName(), NOTHING);
    program.call(List.of());

    assertThat(ContextKeeper.seen).isSameAs(program.loader());
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void aClassPathTakesAllJarsOfADirectory() throws Exception {
    Path one = jar("one.jar", "");
    Path two = jar("two.jar", "");
    Files.writeString(directory.resolve("notes.txt"), "no jar");

    assertThat(ClassPath.parse(directory + "/*").entries()).containsExactly(one, two);
  }

  @Test
  void aClassPathRefusesWhatDoesNotExist() {
    assertThatThrownBy(() -> ClassPath.parse("/nonexistent/lib.jar"))
        .isInstanceOf(UsageException.class)
        .hasMessage("the class path names /nonexistent/lib.jar, which does not exist");
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
