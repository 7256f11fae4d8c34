// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.ShellWord;
import dev.joist.cli.failure.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * A program as it lies on disk, before any class of it is loaded.
 *
 * @param mainClass the name of its main class; a bare one may be that of an example
 * @param classPath what it brings
 */
public record ProgramFiles(String mainClass, ClassPath classPath) {

  /**
   * The program called {@code name}, with {@code classPath} behind it.
   *
   * @throws UsageException if it is a jar that is not there, or none that can be run
   */
  public static ProgramFiles of(String name, ClassPath classPath) {
    if (!name.endsWith(".jar")) {
      return new ProgramFiles(name, classPath);
    }
    Path jar = Path.of(name);
    if (!Files.isRegularFile(jar)) {
      throw new UsageException("there is no jar at %s".formatted(jar));
    }
    if (SpringBootJar.isOne(jar)) {
      return new ProgramFiles(
          required(jar, SpringBootJar.MAIN_CLASS), classPath.after(SpringBootJar.unpack(jar)));
    }
    String main = required(jar, Attributes.Name.MAIN_CLASS.toString());
    return new ProgramFiles(main, classPath.after(ClassPath.of(List.of(jar))));
  }

  private static String required(Path jar, String attribute) {
    @Nullable String main = ClassPathEntry.attribute(jar, attribute);
    if (main == null) {
      throw new UsageException(
          "%s names no %s in its manifest; run it as MAIN-CLASS --classpath %s"
              .formatted(jar, attribute, ShellWord.of(jar.toString())));
    }
    return main.strip();
  }
}
