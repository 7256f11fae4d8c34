// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/** Builds ParDos for specifications; the transform is {@code Do/ParDo}, its step {@code Do}. */
final class ParDos<InputT> {

  static final TupleTag<String> MAIN = new TupleTag<>("main");

  private final DoFn<InputT, String> fn;
  private final Coder<InputT> inputCoder;
  private final @Nullable Coder<?> keyCoder;
  private final List<ParDoSpec.Output> outputs = new ArrayList<>();
  private final List<SideInputSpec> sideInputs = new ArrayList<>();
  private WindowingStrategy<?, ?> windowing = WindowingStrategy.globalDefault();

  private ParDos(DoFn<InputT, String> fn, Coder<InputT> inputCoder, @Nullable Coder<?> keyCoder) {
    this.fn = fn;
    this.inputCoder = inputCoder;
    this.keyCoder = keyCoder;
    outputs.add(new ParDoSpec.Output(MAIN, StringUtf8Coder.of()));
  }

  /** Windows of ten milliseconds. */
  static WindowingStrategy<?, ?> tens(long latenessMillis) {
    return WindowingStrategy.of(FixedWindows.of(Duration.millis(10)))
        .withAllowedLateness(Duration.millis(latenessMillis));
  }

  static <T> ParDos<T> stateless(DoFn<T, String> fn, Coder<T> inputCoder) {
    return new ParDos<>(fn, inputCoder, null);
  }

  static <T, K> ParDos<T> stateful(DoFn<T, String> fn, KvCoder<K, ?> inputCoder) {
    @SuppressWarnings("unchecked") // The input of a stateful function is pairs.
    Coder<T> coder = (Coder<T>) (Coder<?>) inputCoder;
    return new ParDos<>(fn, coder, inputCoder.getKeyCoder());
  }

  ParDos<InputT> output(TupleTag<String> tag) {
    outputs.add(new ParDoSpec.Output(tag, StringUtf8Coder.of()));
    return this;
  }

  @SuppressWarnings("deprecation") // A view tells runners what it is by deprecated methods.
  ParDos<InputT> sideInput(PCollectionView<?> view) {
    sideInputs.add(new SideInputSpec(view, view.getTagInternal().getId()));
    return this;
  }

  ParDos<InputT> windowing(WindowingStrategy<?, ?> newWindowing) {
    windowing = newWindowing;
    return this;
  }

  ParDoSpec<InputT, String> spec() {
    return new ParDoSpec<>(
        "Do/ParDo",
        "Do",
        fn,
        inputCoder,
        keyCoder,
        windowing,
        outputs,
        sideInputs,
        DoFnSchemaInformation.create(),
        Map.of());
  }

  OperatorFactory factory() {
    return factory(Jobs.services());
  }

  OperatorFactory factory(JobServices services) {
    return ParDoOperators.create(spec(), services);
  }

  /** Coder of the accumulators of {@code Sum.ofIntegers()}. */
  static Coder<int[]> sumCoder() {
    return Sum.ofIntegers().getAccumulatorCoder(CoderRegistry.createDefault(), VarIntCoder.of());
  }
}
