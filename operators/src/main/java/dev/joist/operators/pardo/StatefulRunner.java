// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.runners.core.DoFnRunners;
import org.apache.beam.runners.core.LateDataUtils;
import org.apache.beam.runners.core.StateNamespaces;
import org.apache.beam.runners.core.StatefulDoFnRunner.CleanupTimer;
import org.apache.beam.runners.core.StatefulDoFnRunner.StateInternalsStateCleaner;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Puts Beam's handling of late data, window expiry and sorted input around a function's runner. */
final class StatefulRunner {

  private StatefulRunner() {}

  static <InputT, OutputT> DoFnRunner<InputT, OutputT> create(
      ParDoSpec<InputT, OutputT> spec, CurrentKey<?> current, DoFnRunner<InputT, OutputT> runner) {
    DoFn<InputT, OutputT> fn = runner.getFn();
    @SuppressWarnings("unchecked") // A strategy's window coder is for the windows of its function.
    Coder<BoundedWindow> windowCoder =
        (Coder<BoundedWindow>) spec.windowing().getWindowFn().windowCoder();
    return DoFnRunners.defaultStatefulDoFnRunner(
        fn,
        spec.inputCoder(),
        runner,
        current,
        spec.windowing(),
        new ExpiryTimer<>(
            current.timerInternals(),
            spec.windowing(),
            windowCoder,
            DoFnSignatures.getSignature(fn.getClass()).onWindowExpiration() != null),
        new StateInternalsStateCleaner<>(fn, current, windowCoder),
        true);
  }

  /**
   * The timer that ends a window: a millisecond after its garbage-collection time, so that a timer
   * of the user's at the window's end still finds its state.
   *
   * <p>It holds the watermark at the window's end only for a function that emits at expiry. In the
   * global window state lives as long as the job, so a function that does not want to hear of the
   * end gets no timer for each key.
   */
  private record ExpiryTimer<InputT>(
      TimerInternals timers,
      WindowingStrategy<?, ?> windowing,
      Coder<BoundedWindow> windowCoder,
      boolean isHeardOf)
      implements CleanupTimer<InputT> {

    private static final String ID = "__joistWindowExpiry";

    @Override
    public void setForWindow(InputT input, BoundedWindow window) {
      if (isHeardOf || !(window instanceof GlobalWindow)) {
        timers.setTimer(
            StateNamespaces.window(windowCoder, window),
            ID,
            "",
            expiry(window),
            isHeardOf
                ? window.maxTimestamp()
                : BoundedWindow.TIMESTAMP_MAX_VALUE.plus(Duration.millis(1)),
            TimeDomain.EVENT_TIME);
      }
    }

    @Override
    public boolean isForWindow(
        String timerId, BoundedWindow window, Instant timestamp, TimeDomain timeDomain) {
      return timeDomain == TimeDomain.EVENT_TIME
          && timerId.equals(ID)
          && timestamp.equals(expiry(window));
    }

    private Instant expiry(BoundedWindow window) {
      return LateDataUtils.garbageCollectionTime(window, windowing).plus(Duration.millis(1));
    }
  }
}
