// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Counts the elements of a key and tells how many they were when the window expires. */
final class CountToTheEnd extends DoFn<KV<String, String>, String> {

  @StateId("count")
  private final StateSpec<ValueState<Integer>> count = StateSpecs.value(VarIntCoder.of());

  @ProcessElement
  public void process(@StateId("count") ValueState<Integer> seen) {
    Integer before = seen.read();
    seen.write(before == null ? 1 : before + 1);
  }

  @OnWindowExpiration
  public void expire(
      @Key String key, @StateId("count") ValueState<Integer> seen, OutputReceiver<String> out) {
    out.output("%s seen %d times".formatted(key, seen.read()));
  }
}
