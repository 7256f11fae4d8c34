// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import java.nio.file.Path;
import java.util.Optional;

/** How a run ended. */
public sealed interface Outcome {

  /** The figures of a run that finished. */
  default Optional<Figures> measured() {
    return Optional.empty();
  }

  /** The failure of a run that did not finish. */
  default Optional<Failed> failure() {
    return Optional.empty();
  }

  /** It finished and these are its figures. */
  record Completed(Figures figures) implements Outcome {
    @Override
    public Optional<Figures> measured() {
      return Optional.of(figures);
    }
  }

  /**
   * It gave no figures.
   *
   * @param reason a phrase that completes "failed: …"
   * @param log the child's output
   */
  record Failed(String reason, Path log) implements Outcome {
    @Override
    public Optional<Failed> failure() {
      return Optional.of(this);
    }
  }
}
