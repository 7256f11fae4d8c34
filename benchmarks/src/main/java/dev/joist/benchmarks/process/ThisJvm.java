// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import dev.joist.benchmarks.child.MeasuredMain;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;

/** What child JVMs have from this one. */
final class ThisJvm {

  private ThisJvm() {}

  static Path home() {
    return Path.of(System.getProperty("java.home"));
  }

  static String tool(String name) {
    return home().resolve("bin").resolve(name).toString();
  }

  /** The directory or jar with {@link MeasuredMain} and the programs of this module. */
  static Path measuringClasses() {
    URL location = MeasuredMain.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(location.toString()));
  }
}
