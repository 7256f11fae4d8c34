// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;

/**
 * A ParDo behind a grouping of its elements: the elements of a group come in one bundle. There is
 * one group for each window and number, whatever the trigger.
 */
final class GroupedFirst<InputT, OutputT>
    extends PTransform<PCollection<InputT>, PCollectionTuple> {

  private static final long serialVersionUID = 1L;

  private final ParDo.MultiOutput<InputT, OutputT> parDo;
  private final int groups;

  GroupedFirst(ParDo.MultiOutput<InputT, OutputT> parDo, int groups) {
    this.parDo = parDo;
    this.groups = groups;
  }

  @Override
  public Map<TupleTag<?>, PValue> getAdditionalInputs() {
    return parDo.getAdditionalInputs();
  }

  @Override
  public PCollectionTuple expand(PCollection<InputT> input) {
    return input
        .apply("OnePanePerWindow", onePane(input))
        .apply("Deal", ParDo.of(new DealFn<>(groups)))
        .setCoder(KvCoder.of(VarIntCoder.of(), input.getCoder()))
        .apply("Group", GroupByKey.create())
        .apply("Ungroup", ParDo.of(new UngroupFn<>()))
        .setCoder(input.getCoder())
        .setWindowingStrategyInternal(input.getWindowingStrategy())
        .apply("Write", parDo);
  }

  /** A window that outlives its end fires when it expires; all others at their end. */
  private static <T> Window<T> onePane(PCollection<T> input) {
    Duration lateness = input.getWindowingStrategy().getAllowedLateness();
    Trigger trigger = lateness.isLongerThan(Duration.ZERO) ? Never.ever() : DefaultTrigger.of();
    return Window.<T>configure()
        .triggering(trigger)
        .withAllowedLateness(lateness, Window.ClosingBehavior.FIRE_IF_NON_EMPTY)
        .withTimestampCombiner(TimestampCombiner.END_OF_WINDOW)
        .discardingFiredPanes();
  }

  /** Deals elements to the groups in turn, beginning anywhere. */
  static final class DealFn<T> extends DoFn<T, KV<Integer, T>> {

    private static final long serialVersionUID = 1L;

    private final int groups;
    private int next;

    DealFn(int groups) {
      this.groups = groups;
    }

    @Setup
    public void setup() {
      next = ThreadLocalRandom.current().nextInt(groups);
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<KV<Integer, T>> out) {
      next = next + 1 == groups ? 0 : next + 1;
      out.output(KV.of(next, element));
    }
  }

  private static final class UngroupFn<T> extends DoFn<KV<Integer, Iterable<T>>, T> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<T>> group, OutputReceiver<T> out) {
      group.getValue().forEach(out::output);
    }
  }
}
