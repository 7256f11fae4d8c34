// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {

  @TempDir Path directory;

  @Test
  void takesAllJarsOfADirectory() throws IOException {
    Path one = new TestJar(directory).write("one.jar");
    Path two = new TestJar(directory).write("two.JAR");
    Files.writeString(directory.resolve("notes.txt"), "no jar");

    assertThat(ClassPath.parse(directory + "/*").entries()).containsExactly(one, two);
  }

  @Test
  void skipsWhatDoesNotExistAsJavaDoes() throws IOException {
    Path there = new TestJar(directory).write("there.jar");

    ClassPath path = ClassPath.parse("/nonexistent/lib.jar:" + there + "::/nonexistent/*");

    assertThat(path.entries()).containsExactly(there);
    assertThat(path.missing()).containsExactly("/nonexistent/lib.jar", "/nonexistent/*");
  }

  @Test
  void takesWhatTheManifestsOfItsJarsName() {
    new TestJar(directory).write("deep.jar");
    new TestJar(directory).attribute("Class-Path", "deep.jar program.jar").write("library.jar");
    Path program =
        new TestJar(directory)
            .attribute("Class-Path", "library.jar missing.jar https://example.com/far.jar")
            .write("program.jar");

    assertThat(ClassPath.of(List.of(program)).entries())
        .extracting(entry -> entry.getFileName().toString())
        .containsExactly("program.jar", "library.jar", "deep.jar");
  }
}
