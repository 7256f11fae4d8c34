// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import java.util.List;
import java.util.Optional;

/**
 * Who is measured: a column of the table.
 *
 * @param title its name in a table
 * @param isJoist whether it is Joist, and not what Joist is compared with
 * @param start how its programs are started
 * @param jvmOptions JVM options that it cannot do without
 */
public record Side(String title, boolean isJoist, Start start, List<String> jvmOptions) {

  public Side {
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** Joist with its own class path alone. */
  public static Side joist() {
    return joist("Joist");
  }

  /** The same under another name, where Joist has several sides. */
  public static Side joist(String title) {
    return new Side(title, true, new Start.OnOwnClassPath(Optional.empty()), List.of());
  }

  /** Joist in front of the libraries of {@code peer}. */
  public static Side joistBefore(String peer) {
    return new Side("Joist", true, new Start.OnOwnClassPath(Optional.of(peer)), List.of());
  }

  /** Joist as {@code ./joist run} starts it. */
  public static Side joistRun() {
    return new Side("Joist by `./joist run`", true, new Start.ByJoistRun(), List.of());
  }

  /** What is not Joist, but started by {@code ./joist run} all the same. */
  public static Side startedAsJoist(String title) {
    return new Side(title + " by `./joist run`", false, new Start.ByJoistRun(), List.of());
  }

  /** A program that does without Beam, on the class path of this one. */
  public static Side plainJava(String title) {
    return new Side(title, false, new Start.OnOwnClassPath(Optional.empty()), List.of());
  }

  /** Another system, on the class path of {@code peer}. */
  public static Side rival(String title, String peer, List<String> jvmOptions) {
    return new Side(title, false, new Start.OnPeersClassPath(peer), jvmOptions);
  }
}
