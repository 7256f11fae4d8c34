// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import dev.joist.state.heap.HeapStateBackend;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StateInternalsTest;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.junit.runner.RunWith;
import org.junit.runners.JUnit4;

/** Beam's own tests of state, all of them. */
@RunWith(JUnit4.class)
public class BeamStateInternalsConformanceTest extends StateInternalsTest {

  @Override
  protected StateInternals createStateInternals() {
    SubtaskStores stores = new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0));
    return BeamStateInternals.open(
            stores,
            "transform",
            StringUtf8Coder.of(),
            IntervalWindow.getCoder(),
            new CountingHolds())
        .useKey("key");
  }
}
