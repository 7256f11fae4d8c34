// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import dev.joist.execution.operator.StopFlag;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Views;
import dev.joist.operators.view.SideInputSpec;
import dev.joist.operators.view.SideInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.runners.core.DoFnRunners;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StepContext;
import org.apache.beam.runners.core.TimerInternals;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.util.UserCodeException;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** The same function run by Joist and by Beam's general runner. */
final class RunnerPair<OutputT> {

  static final TupleTag<String> SIDE = new TupleTag<>("side");
  static final TupleTag<String> UNKNOWN = new TupleTag<>("unknown");
  static final PCollectionView<Iterable<String>> VIEW =
      Views.of(
          StringUtf8Coder.of(),
          WindowingStrategy.of(FixedWindows.of(Duration.millis(10))),
          View.asIterable());
  static final PCollectionView<Iterable<String>> UNKNOWN_VIEW =
      Views.of(StringUtf8Coder.of(), WindowingStrategy.globalDefault(), View.asIterable());

  private final PipelineOptions options = PipelineOptionsFactory.create();
  private final TupleTag<OutputT> mainTag = new TupleTag<>("main");
  private final Log directLog = new Log();
  private final Log generalLog = new Log();
  private final DoFnRunner<Long, OutputT> direct;
  private final DoFnRunner<Long, OutputT> general;
  private int emittedCount;

  /** What came of a call: what was emitted, by tag, and how it failed, if it did. */
  record Outcome(List<String> emitted, @Nullable String failure) {}

  private RunnerPair(DoFn<Long, OutputT> fn, boolean emitsRows, boolean readsViews) {
    Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
    coders.put(
        mainTag, emitsRows ? RowCoder.of(RandomFunctions.OfRows.SCHEMA) : StringUtf8Coder.of());
    coders.put(SIDE, StringUtf8Coder.of());
    SideInputs views = views(readsViews);
    Map<String, PCollectionView<?>> byTag = Map.of("view", VIEW);
    this.direct =
        new DirectDoFnRunner<>(
            new DirectCall<>(
                SerializableUtils.clone(fn),
                options,
                List.of(directLog.output(mainTag, coders), directLog.output(SIDE, coders)),
                views,
                byTag,
                DoFnSchemaInformation.create(),
                directLog),
            directLog,
            new StopFlag());
    this.general =
        DoFnRunners.simpleRunner(
            options,
            SerializableUtils.clone(fn),
            views,
            generalLog,
            mainTag,
            List.of(SIDE),
            generalLog,
            VarLongCoder.of(),
            coders,
            WindowingStrategy.globalDefault(),
            DoFnSchemaInformation.create(),
            byTag);
  }

  static <OutputT> RunnerPair<OutputT> of(DoFn<Long, OutputT> fn) {
    return new RunnerPair<>(
        fn, fn instanceof RandomFunctions.OfRows, fn instanceof RandomFunctions.OfSideInputs);
  }

  @SuppressWarnings("deprecation") // A view tells runners what it is by deprecated methods.
  private static SideInputs views(boolean any) {
    if (!any) {
      return new SideInputs(List.of(), WindowingStrategy.globalDefault());
    }
    SideInputs views =
        new SideInputs(
            List.of(new SideInputSpec(VIEW, VIEW.getTagInternal().getId())),
            WindowingStrategy.of(FixedWindows.of(Duration.millis(10))));
    for (int i = 0; i < 4; i++) {
      views.onPane(0, Elements.in(Elements.window(10L * i, 10L * i + 10), 1, List.of("view " + i)));
    }
    return views;
  }

  /** Makes both do the same; first what came of Joist's. */
  List<Outcome> onBoth(Consumer<DoFnRunner<Long, OutputT>> call) {
    List<Outcome> outcomes =
        List.of(outcome(direct, call, directLog), outcome(general, call, generalLog));
    emittedCount += outcomes.get(0).emitted().size();
    return outcomes;
  }

  /** What Joist's runner alone emits for an element. */
  List<WindowedValue<?>> direct(WindowedValue<Long> element) {
    directLog.values.clear();
    direct.processElement(element);
    return List.copyOf(directLog.values);
  }

  int emittedCount() {
    return emittedCount;
  }

  private Outcome outcome(
      DoFnRunner<Long, OutputT> runner, Consumer<DoFnRunner<Long, OutputT>> call, Log log) {
    String failure = null;
    try {
      call.accept(runner);
    } catch (RuntimeException | AssertionError thrown) {
      failure = shown(thrown);
    }
    List<String> emitted = List.copyOf(log.emitted);
    log.emitted.clear();
    return new Outcome(emitted, failure);
  }

  /** A failure up to where messages go on to explain. */
  private static String shown(Throwable thrown) {
    Throwable cause =
        thrown instanceof UserCodeException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String message =
        cause instanceof NullPointerException
            ? ""
            : String.valueOf(cause.getMessage()).replaceFirst(";.*", "").strip();
    return "%s / %s: %s"
        .formatted(thrown.getClass().getName(), cause.getClass().getName(), message);
  }

  /** What a runner emits and asks for. */
  private static final class Log
      implements WindowedValueMultiReceiver, StepContext, BundleFinalizer {

    private final List<String> emitted = new ArrayList<>();
    private final List<WindowedValue<?>> values = new ArrayList<>();

    CountedOutput output(TupleTag<?> tag, Map<TupleTag<?>, Coder<?>> coders) {
      Coder<?> coder = coders.get(tag);
      if (coder == null) {
        throw new IllegalArgumentException("no coder for " + tag);
      }
      return new CountedOutput("Do", tag, coder, value -> log(tag, (WindowedValue<?>) value));
    }

    private void log(TupleTag<?> tag, WindowedValue<?> value) {
      values.add(value);
      emitted.add(
          "%s: %s at %s in %s with %s"
              .formatted(
                  tag.getId(),
                  value.getValue(),
                  value.getTimestamp().getMillis(),
                  value.getWindows(),
                  value.getPaneInfo()));
    }

    @Override
    public <T> void output(TupleTag<T> tag, WindowedValue<T> value) {
      log(tag, value);
    }

    @Override
    public BundleFinalizer bundleFinalizer() {
      return this;
    }

    @Override
    public void afterBundleCommit(Instant callbackExpiry, Callback callback) {
      emitted.add("callback until " + callbackExpiry);
    }

    @Override
    public StateInternals stateInternals() {
      throw new UnsupportedOperationException("no state");
    }

    @Override
    public TimerInternals timerInternals() {
      throw new UnsupportedOperationException("no timers");
    }
  }
}
