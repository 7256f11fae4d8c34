// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import dev.joist.benchmarks.child.MeasuredMain;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts {@code java -cp}.
 *
 * @param classPath the program's class path, without the classes of this module, which are put in
 *     front of it
 */
public record JavaLauncher(List<Path> classPath) implements Launcher {

  public JavaLauncher {
    classPath = List.copyOf(classPath);
  }

  @Override
  public ProcessBuilder measuring(List<String> jvmOptions, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(ThisJvm.tool("java"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(
        Stream.concat(Stream.of(ThisJvm.measuringClasses()), classPath.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(MeasuredMain.class.getName());
    command.addAll(args);
    return new ProcessBuilder(command);
  }
}
