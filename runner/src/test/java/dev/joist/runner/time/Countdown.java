// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.TimerMap;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/** Sets three timers, out of order, and tells after each which have fired so far. */
final class Countdown extends DoFn<KV<String, String>, String> {

  @TimerFamily("timers")
  @SuppressWarnings("UnusedVariable") // Beam reads it by reflection.
  private final TimerSpec timers = TimerSpecs.timerMap(TimeDomain.EVENT_TIME);

  @StateId("fired")
  private final StateSpec<ValueState<String>> fired = StateSpecs.value(StringUtf8Coder.of());

  @ProcessElement
  public void process(@TimerFamily("timers") TimerMap timers) {
    for (int millis : new int[] {30, 10, 20}) {
      timers.set(String.valueOf(millis), Instant.ofEpochMilli(millis));
    }
  }

  @OnTimerFamily("timers")
  public void fire(
      @TimerId String id, @StateId("fired") ValueState<String> fired, OutputReceiver<String> out) {
    String before = fired.read();
    String now = before == null ? id : before + " " + id;
    fired.write(now);
    out.output(now);
  }
}
