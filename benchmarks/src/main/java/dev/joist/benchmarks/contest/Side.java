// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.classpath.PeerClassPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who is measured: a column of the table.
 *
 * @param title its name in a table
 * @param withJoist whether its class path begins with that of this program
 * @param peer the project under {@code benchmarks/peers} that lists the rest of its class path
 * @param jvmOptions JVM options that it cannot do without
 */
public record Side(
    String title, boolean withJoist, Optional<String> peer, List<String> jvmOptions) {

  public Side {
    jvmOptions = List.copyOf(jvmOptions);
    if (!withJoist && peer.isEmpty()) {
      throw new IllegalArgumentException(title + " has no class path at all");
    }
  }

  /** Joist with its own class path alone. */
  public static Side joist() {
    return new Side("Joist", true, Optional.empty(), List.of());
  }

  /** Joist in front of the libraries of {@code peer}. */
  public static Side joistBefore(String peer) {
    return new Side("Joist", true, Optional.of(peer), List.of());
  }

  /** Another system, on the class path of {@code peer}. */
  public static Side rival(String title, String peer, List<String> jvmOptions) {
    return new Side(title, false, Optional.of(peer), jvmOptions);
  }

  /** Its class path, which is resolved by Maven the first time. */
  List<Path> classPath(PeerClassPath peers) throws IOException, InterruptedException {
    List<Path> others = peer.isPresent() ? peers.resolve(peer.get()) : List.of();
    return withJoist ? PeerClassPath.behindOwn(others) : others;
  }
}
