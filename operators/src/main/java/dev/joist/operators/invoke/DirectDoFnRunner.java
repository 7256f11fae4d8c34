// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import dev.joist.execution.operator.StopFlag;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.reflect.DoFnInvokers;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.SystemDoFnInternal;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.WindowedValue;
import org.joda.time.Instant;

/**
 * Runs a function without state or timers: what Beam's {@code SimpleDoFnRunner} does, with one set
 * of arguments and outputs that is pointed at element after element. An element that is passed on
 * costs one object, the element that comes of it.
 *
 * <p>So a context or an output that a function keeps beyond its call is about the element that is
 * current when it is used, as in Beam's own SDK harness.
 */
public final class DirectDoFnRunner<InputT, OutputT> implements DoFnRunner<InputT, OutputT> {

  private final DoFn<InputT, OutputT> fn;
  private final DoFnInvoker<InputT, OutputT> invoker;
  private final boolean observesWindow;
  private final boolean wrapsFailures;
  private final ElementArguments<InputT, OutputT> arguments;
  private final CurrentElement<InputT> current;
  private final BundleArguments<InputT, OutputT> bundle;
  private final StopFlag stop;

  /**
   * A runner.
   *
   * @param receiver takes what is emitted at the end of a bundle, by tag
   * @param stop raised when the function is not to be called any more
   */
  public DirectDoFnRunner(
      DirectCall<InputT, OutputT> call, WindowedValueMultiReceiver receiver, StopFlag stop) {
    this.fn = call.fn();
    this.invoker = DoFnInvokers.invokerFor(fn);
    DoFnSignature.ProcessElementMethod process =
        DoFnSignatures.getSignature(fn.getClass()).processElement();
    this.observesWindow = process.observesWindow() || !call.sideInputs().isEmpty();
    this.wrapsFailures = !invoker.getClass().isAnnotationPresent(SystemDoFnInternal.class);
    this.arguments = new ElementArguments<>(call);
    this.current = arguments.current();
    this.stop = stop;
    this.bundle =
        new BundleArguments<>(fn, call.options(), arguments.mainTag(), receiver, call.finalizer());
  }

  @Override
  public DoFn<InputT, OutputT> getFn() {
    return fn;
  }

  @Override
  public void startBundle() {
    try {
      invoker.invokeStartBundle(bundle);
    } catch (Throwable thrown) {
      throw wrapped(thrown);
    }
  }

  @Override
  public void processElement(WindowedValue<InputT> element) {
    if (observesWindow && !CurrentElement.isInOneWindow(element)) {
      for (WindowedValue<InputT> inOneWindow : element.explodeWindows()) {
        stop.check();
        process(inOneWindow);
      }
    } else {
      process(element);
    }
  }

  private void process(WindowedValue<InputT> element) {
    current.set(element);
    try {
      invoker.invokeProcessElement(arguments);
    } catch (Exception thrown) {
      throw wrapped(thrown);
    }
  }

  @Override
  public void finishBundle() {
    try {
      invoker.invokeFinishBundle(bundle);
    } catch (Throwable thrown) {
      throw wrapped(thrown);
    }
  }

  private RuntimeException wrapped(Throwable thrown) {
    return UserCodeException.wrapIf(wrapsFailures, thrown);
  }

  @Override
  public <KeyT> void onTimer(
      String timerId,
      String timerFamilyId,
      KeyT key,
      BoundedWindow window,
      Instant timestamp,
      Instant outputTimestamp,
      TimeDomain timeDomain) {
    throw new IllegalStateException(
        "timer %s fired for %s, which runs as a function without timers"
            .formatted(timerId, fn.getClass().getName()));
  }

  @Override
  public <KeyT> void onWindowExpiration(BoundedWindow window, Instant timestamp, KeyT key) {
    throw new IllegalStateException(
        "%s expired for %s, which runs as a function without state"
            .formatted(window, fn.getClass().getName()));
  }
}
