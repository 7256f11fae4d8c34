// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar as other people build them, compiled from sources by a test. */
public final class TestJar {

  private final Path directory;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();

  public TestJar(Path directory) {
    this.directory = directory;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  public TestJar attribute(String name, String value) {
    manifest.getMainAttributes().putValue(name, value);
    return this;
  }

  public TestJar file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  public TestJar file(String name, String content) {
    return file(name, content.getBytes(UTF_8));
  }

  /** Adds the classes of these sources below {@code prefix}; they see the test's class path. */
  public TestJar classes(String prefix, String... sources) {
    try {
      Path work = Files.createTempDirectory(directory, "classes");
      List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn"));
      arguments.addAll(List.of("-d", work.resolve("out").toString()));
      arguments.addAll(
          List.of("-cp", work + ":" + System.getProperty("java.class.path"), "-sourcepath", ""));
      for (int i = 0; i < sources.length; i++) {
        String type =
            sources[i].replaceFirst("(?s).*?public \\w*\\s?(?:class|interface) (\\w+).*", "$1");
        Path source = work.resolve(i + "/" + type + ".java");
        Files.createDirectories(source.getParent());
        arguments.add(Files.writeString(source, sources[i]).toString());
      }
      int result =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(new String[0]));
      assertThat(result).as("the exit code of javac").isZero();
      addAll(prefix, work.resolve("out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public Path write(String name) {
    Path path = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return path;
  }

  private void addAll(String prefix, Path classes) throws IOException {
    try (Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(Files::isRegularFile).toList()) {
        file(prefix + classes.relativize(file), Files.readAllBytes(file));
      }
    }
  }
}
