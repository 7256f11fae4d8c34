// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A process that has spilled something, and waits to be killed. */
final class HoldsAFolder {

  private HoldsAFolder() {}

  static Process start(Path base) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HoldsAFolder.class.getName(),
            base.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  public static void main(String[] args) throws IOException {
    SpilledGroups groups = new SpilledGroups(new SpillFolder(SpillFiles.local(), Path.of(args[0])));
    groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("1")))));
    System.out.println("spilled");
    System.out.flush();
    // Until its parent kills it, or is gone.
    while (System.in.read() >= 0) {}
  }
}
