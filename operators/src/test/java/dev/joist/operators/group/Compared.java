// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.StoreSizes;
import dev.joist.operators.services.JobServices;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.runners.core.LateDataDroppingDoFnRunner;

/** One of several operators that are to do the same, with what it emitted. */
final class Compared {

  private final List<String> emitted = new ArrayList<>();
  private final StoreSizes sizes = new StoreSizes();
  private final JobServices services;
  private final Operator operator;

  /** An open operator of {@code factory}, what it emits being shown by {@code shown}. */
  Compared(OperatorFactory factory, JobServices services, Function<Object, String> shown)
      throws Exception {
    this.services = services;
    this.operator =
        sizes
            .watch(factory)
            .create(new DirectContext().leadingTo(element -> emitted.add(shown.apply(element))));
    operator.open();
  }

  Operator operator() {
    return operator;
  }

  JobServices services() {
    return services;
  }

  void element(Object element) {
    operator.input(0).accept(element);
  }

  void watermark(long watermarkMillis) throws Exception {
    operator.finishBundle();
    operator.onWatermark(0, watermarkMillis);
    operator.finishBundle();
  }

  /** How many elements were emitted and not taken. */
  int emitted() {
    return emitted.size();
  }

  /** What was emitted since the last call, sorted: panes of different keys come in any order. */
  List<String> take() {
    List<String> taken = emitted.stream().sorted().toList();
    emitted.clear();
    return taken;
  }

  /** How much is in the stores. */
  long stateSize() {
    return sizes.now();
  }

  long dropped() {
    return Jobs.counter(
        services,
        "Group",
        LateDataDroppingDoFnRunner.class,
        LateDataDroppingDoFnRunner.DROPPED_DUE_TO_LATENESS);
  }
}
