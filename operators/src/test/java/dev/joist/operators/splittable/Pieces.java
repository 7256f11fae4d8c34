// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputSpec;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Instant;

/** What the tests of this package are about: words, their letters, and operators on both. */
final class Pieces {

  static final TupleTag<String> MAIN = new TupleTag<>("main");

  private Pieces() {}

  /** Services of a job that nobody looks at. */
  static JobServices services() {
    return new JobServices(PipelineOptionsFactory.create(), new StepMetrics(), true);
  }

  /** The spec of {@code fn} over words, with one output. */
  static SplittableSpec<String, String, OffsetRange, Instant> spec(
      DoFn<String, String> fn, SplittableSpec.Phase phase) {
    return spec(fn, phase, List.of(MAIN), List.of());
  }

  static SplittableSpec<String, String, OffsetRange, Instant> spec(
      DoFn<String, String> fn,
      SplittableSpec.Phase phase,
      List<TupleTag<String>> tags,
      List<SideInputSpec> sideInputs) {
    Coder<String> coder = StringUtf8Coder.of();
    ParDoSpec<String, String> parDo =
        new ParDoSpec<>(
            "Work",
            "Work",
            fn,
            coder,
            null,
            windowing(sideInputs),
            tags.stream().map(tag -> new ParDoSpec.Output(tag, coder)).toList(),
            sideInputs,
            DoFnSchemaInformation.create(),
            sideInputs.stream().collect(Collectors.toMap(SideInputSpec::tag, SideInputSpec::view)));
    return new SplittableSpec<>(
        parDo, KvCoder.of(OffsetRange.Coder.of(), NullableCoder.of(InstantCoder.of())), phase);
  }

  /** Pieces have the windows of the views that they ask for. */
  @SuppressWarnings("deprecation") // A view tells runners what it is by deprecated methods.
  private static WindowingStrategy<?, ?> windowing(List<SideInputSpec> sideInputs) {
    return sideInputs.isEmpty()
        ? WindowingStrategy.globalDefault()
        : sideInputs.get(0).view().getWindowingStrategyInternal();
  }

  /** A view of one word; whoever reads it is given its panes. */
  static PCollectionView<String> singleton() {
    Pipeline pipeline =
        Pipeline.forTransformHierarchy(
            new TransformHierarchy(ResourceHints.create()), PipelineOptionsFactory.create());
    return pipeline.apply(Create.of("word")).apply(View.asSingleton());
  }

  static OperatorFactory split(DoFn<String, String> fn) {
    return SplittableOperators.create(spec(fn, SplittableSpec.Phase.SPLIT), services());
  }

  static OperatorFactory process(DoFn<String, String> fn) {
    return SplittableOperators.create(spec(fn, SplittableSpec.Phase.PROCESS), services());
  }

  static WindowedValue<String> word(String word) {
    return WindowedValues.valueInGlobalWindow(word);
  }

  /** The letters of {@code word} from one to another. */
  static WindowedValue<KV<String, KV<OffsetRange, Instant>>> piece(
      String word, long from, long to) {
    return piece(word, from, to, Instant.ofEpochMilli(0));
  }

  /** The same with the state of a watermark estimator. */
  static WindowedValue<KV<String, KV<OffsetRange, Instant>>> piece(
      String word, long from, long to, Instant state) {
    return WindowedValues.timestampedValueInGlobalWindow(
        KV.of(word, KV.of(new OffsetRange(from, to), state)), Instant.ofEpochMilli(0));
  }

  /** A piece that {@link Functions.OneByOne} begins with. */
  static WindowedValue<KV<String, KV<OffsetRange, Instant>>> whole(String word) {
    return piece(word, 0, word.length(), Instant.ofEpochMilli(0));
  }

  /** What was emitted, without timestamp and windows. */
  static Object value(Object element) {
    return ((WindowedValue<?>) element).getValue();
  }
}
