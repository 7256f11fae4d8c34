// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import dev.joist.execution.JoistException;
import dev.joist.execution.metrics.OpenBundles;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of a failure for want of heap how much there was, who may have it, and what to do. */
final class UsedUpHeap {

  private static final long MB = 1 << 20;
  private static final int STAGES = 3;

  private UsedUpHeap() {}

  /**
   * {@code failure} with that said, if there was no heap left; else as it is.
   *
   * @param bundles what each stage had in open bundles
   */
  static Throwable explained(Throwable failure, List<OpenBundles> bundles) {
    OutOfMemoryError error = errorOfHeap(failure);
    if (error == null) {
      return failure;
    }
    String sentence =
        failure instanceof JoistException named
            ? String.valueOf(named.getMessage())
            : "the job failed: " + error;
    return new JoistException(
        JoistException.Kind.USER_CODE,
        "%s. The heap of %,d MB is used up%s. Give the JVM more (-Xmx), or lower --parallelism. A function that keeps"
                .formatted(sentence, Runtime.getRuntime().maxMemory() / MB, largest(bundles))
            + " elements until @FinishBundle keeps fewer with --maxBundleSize, such as"
            + " --maxBundleSize=1000",
        error);
  }

  private static @Nullable OutOfMemoryError errorOfHeap(Throwable failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("heap space") || message.contains("GC overhead") ? error : null;
      }
    }
    return null;
  }

  /** The stages with the largest open bundles. */
  private static String largest(List<OpenBundles> bundles) {
    String stages =
        bundles.stream()
            .filter(stage -> stage.elements() > 0)
            .sorted(Comparator.comparingLong(OpenBundles::elements).reversed())
            .limit(STAGES)
            .map(stage -> "%,d elements in %s".formatted(stage.elements(), stage.where()))
            .collect(Collectors.joining(", "));
    return stages.isEmpty() ? "" : "; the largest open bundles have " + stages;
  }
}
