// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.classpath.PeerClassPath;
import dev.joist.benchmarks.classpath.SourceTree;
import dev.joist.benchmarks.process.JavaLauncher;
import dev.joist.benchmarks.process.JoistLauncher;
import dev.joist.benchmarks.process.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How the programs of a side are started. */
public sealed interface Start {

  /** What starts them, with all made that must not be made while it is measured. */
  Launcher prepare(PeerClassPath peers, SourceTree tree) throws IOException, InterruptedException;

  /**
   * By java, on the class path of this program.
   *
   * @param peer the project under {@code benchmarks/peers} that lists what comes behind it
   */
  record OnOwnClassPath(Optional<String> peer) implements Start {
    @Override
    public Launcher prepare(PeerClassPath peers, SourceTree tree)
        throws IOException, InterruptedException {
      List<Path> others = peer.isPresent() ? peers.resolve(peer.get()) : List.of();
      return new JavaLauncher(PeerClassPath.behindOwn(others));
    }
  }

  /**
   * By java, on the class path of another system.
   *
   * @param peer the project under {@code benchmarks/peers} that lists it
   */
  record OnPeersClassPath(String peer) implements Start {
    @Override
    public Launcher prepare(PeerClassPath peers, SourceTree tree)
        throws IOException, InterruptedException {
      return new JavaLauncher(peers.resolve(peer));
    }
  }

  /** By {@code ./joist run}, from the archive of classes that it makes. */
  record ByJoistRun() implements Start {
    @Override
    public Launcher prepare(PeerClassPath peers, SourceTree tree)
        throws IOException, InterruptedException {
      JoistLauncher launcher = new JoistLauncher(tree.root());
      launcher.requireArchive();
      return launcher;
    }
  }
}
