// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Lets the first of all records with the same id pass.
 *
 * <p>An id is forgotten when no record has had it for ten minutes of processing time, as in Beam's
 * other runners: a source that delivers a record again does so soon.
 */
public final class Deduplicate<T> extends DoFn<KV<byte[], T>, T> {

  private static final long serialVersionUID = 1L;
  private static final Duration REMEMBERED = Duration.standardMinutes(10);
  private static final String SEEN = "seen";
  private static final String FORGET = "forget";

  @StateId(SEEN)
  private final StateSpec<ValueState<Boolean>> seenSpec = StateSpecs.value(BooleanCoder.of());

  @TimerId(FORGET)
  private final TimerSpec forgetSpec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

  /** Emits what the record is, unless its id is known. */
  @ProcessElement
  public void process(
      @Element KV<byte[], T> record,
      OutputReceiver<T> out,
      @StateId(SEEN) ValueState<Boolean> seen,
      @TimerId(FORGET) Timer forget) {
    if (seen.read() == null) {
      seen.write(true);
      out.output(record.getValue());
    }
    forget.offset(REMEMBERED).withNoOutputTimestamp().setRelative();
  }

  /** Forgets the id. */
  @OnTimer(FORGET)
  public void forget(@StateId(SEEN) ValueState<Boolean> seen) {
    seen.clear();
  }
}
