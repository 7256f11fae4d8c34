// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.JoistException;
import dev.joist.execution.metrics.OpenBundles;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsedUpHeapTest {

  private static final List<OpenBundles> BUNDLES =
      List.of(
          new OpenBundles("Read", 0),
          new OpenBundles("Parse +1", 20),
          new OpenBundles("Write", 1_000_000));

  @Test
  void namesTheTransformTheHeapTheLargestBundlesAndWhatToDo() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    Throwable failure =
        new JoistException(JoistException.Kind.USER_CODE, "Write failed: " + error, error);

    assertThat(UsedUpHeap.explained(failure, BUNDLES))
        .hasMessageStartingWith("Write failed: java.lang.OutOfMemoryError: Java heap space. ")
        .hasMessageContaining(
            "The heap of %,d MB is used up; the largest open bundles have 1,000,000 elements in Write, 20 elements in Parse +1. "
                .formatted(Runtime.getRuntime().maxMemory() >> 20))
        .hasMessageContainingAll("-Xmx", "--parallelism", "@FinishBundle", "--maxBundleSize=1000")
        .hasCause(error);
  }

  @Test
  void explainsAnErrorInNobodysCode() {
    OutOfMemoryError error = new OutOfMemoryError("GC overhead limit exceeded");

    assertThat(UsedUpHeap.explained(error, List.of()))
        .hasMessageStartingWith(
            "the job failed: java.lang.OutOfMemoryError: GC overhead limit exceeded. The heap of")
        .hasCause(error);
  }

  @Test
  void leavesOtherFailuresAsTheyAre() {
    Throwable other = new OutOfMemoryError("unable to create native thread");

    assertThat(UsedUpHeap.explained(other, BUNDLES)).isSameAs(other);
    assertThat(UsedUpHeap.explained(new IllegalStateException("x"), BUNDLES))
        .isInstanceOf(IllegalStateException.class);
  }
}
