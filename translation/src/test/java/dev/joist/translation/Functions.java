// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;

/** Functions of each kind, that do little. */
public final class Functions {

  private Functions() {}

  /** Emits what it gets. */
  public static final class Copy<T> extends DoFn<T, T> {
    @ProcessElement
    public void process(@Element T element, OutputReceiver<T> out) {
      out.output(element);
    }
  }

  /** Emits what it gets, to its main output and to another. */
  public static final class CopyTwice<T> extends DoFn<T, T> {
    private final TupleTag<T> other;

    public CopyTwice(TupleTag<T> other) {
      this.other = other;
    }

    @ProcessElement
    public void process(@Element T element, MultiOutputReceiver out) {
      out.get(other).output(element);
    }
  }

  /** Reads a view for each element. */
  public static final class ReadView<T> extends DoFn<T, T> {
    private final PCollectionView<?> view;

    public ReadView(PCollectionView<?> view) {
      this.view = view;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.sideInput(view);
      context.output(context.element());
    }
  }

  /** Counts in a state cell. */
  public static final class CountInState extends DoFn<KV<String, Long>, KV<String, Long>> {
    @StateId("count")
    private final StateSpec<ValueState<Long>> count = StateSpecs.value();

    @ProcessElement
    public void process(
        @Element KV<String, Long> element, @StateId("count") ValueState<Long> state) {
      state.write(element.getValue());
    }
  }

  /** Wants its input in the order of time. */
  public static final class Sorted extends DoFn<KV<String, Long>, KV<String, Long>> {
    @RequiresTimeSortedInput
    @ProcessElement
    public void process(@Element KV<String, Long> element, @Timestamp Instant timestamp) {}
  }

  /** Wants to see the same input when it is retried. */
  public static final class Stable extends DoFn<String, String> {
    @RequiresStableInput
    @ProcessElement
    public void process(@Element String element, OutputReceiver<String> out) {
      out.output(element);
    }
  }

  /** Splits the work on an element. */
  public static final class Splittable extends DoFn<String, String> {
    @ProcessElement
    public void process(RestrictionTracker<OffsetRange, Long> tracker) {}

    @GetInitialRestriction
    public OffsetRange initial() {
      return new OffsetRange(0, 1);
    }
  }
}
