// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.TruncateResult;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Splittable functions over the letters of a word, each of which shows one thing. */
final class Functions {

  private Functions() {}

  /** Emits each letter. */
  static class Letters extends DoFn<String, String> {
    @ProcessElement
    public void process(ProcessContext c, RestrictionTracker<OffsetRange, Long> tracker) {
      for (long i = tracker.currentRestriction().getFrom(); tracker.tryClaim(i); i++) {
        c.output(c.element().substring((int) i, (int) i + 1));
      }
    }

    @GetInitialRestriction
    public OffsetRange whole(@Element String word) {
      return new OffsetRange(0, word.length());
    }
  }

  /** Emits each letter; splits a word into its halves. */
  static final class LettersOfHalves extends Letters {
    @SplitRestriction
    public void split(@Restriction OffsetRange range, OutputReceiver<OffsetRange> halves) {
      long middle = (range.getFrom() + range.getTo()) / 2;
      halves.output(new OffsetRange(range.getFrom(), middle));
      halves.output(new OffsetRange(middle, range.getTo()));
    }
  }

  /** Makes restrictions that depend on the window: as long as the window's end in milliseconds. */
  static final class AsLongAsTheWindow extends DoFn<String, String> {
    @ProcessElement
    public void process(RestrictionTracker<OffsetRange, Long> tracker) {
      tracker.tryClaim(Long.MAX_VALUE);
    }

    @GetInitialRestriction
    public OffsetRange whole(BoundedWindow window) {
      return new OffsetRange(0, window.maxTimestamp().getMillis() + 1);
    }
  }

  /** Emits a letter with what a view says, then asks to be called again. */
  static final class WithView extends DoFn<String, String> {

    private final PCollectionView<String> view;

    WithView(PCollectionView<String> view) {
      this.view = view;
    }

    @ProcessElement
    public ProcessContinuation process(
        ProcessContext c, RestrictionTracker<OffsetRange, Long> tracker) {
      long i = tracker.currentRestriction().getFrom();
      if (!tracker.tryClaim(i)) {
        return ProcessContinuation.stop();
      }
      c.output(c.sideInput(view) + c.element().charAt((int) i));
      return ProcessContinuation.resume();
    }

    @GetInitialRestriction
    public OffsetRange whole(@SideInput("view") String content) {
      return new OffsetRange(0, content.length());
    }
  }

  /**
   * Emits a letter every ten milliseconds, the letter at {@code i} at the time {@code 100 * i},
   * which is also what it says of its watermark.
   */
  @DoFn.UnboundedPerElement
  static class OneByOne extends DoFn<String, String> {

    static final Duration DELAY = Duration.millis(10);

    @ProcessElement
    public ProcessContinuation process(
        @Element String word,
        RestrictionTracker<OffsetRange, Long> tracker,
        ManualWatermarkEstimator<Instant> watermark,
        OutputReceiver<String> out) {
      long i = tracker.currentRestriction().getFrom();
      if (!tracker.tryClaim(i)) {
        return ProcessContinuation.stop();
      }
      out.outputWithTimestamp(word.substring((int) i, (int) i + 1), Instant.ofEpochMilli(100 * i));
      watermark.setWatermark(Instant.ofEpochMilli(100 * (i + 1)));
      return ProcessContinuation.resume().withResumeDelay(DELAY);
    }

    @GetInitialRestriction
    public OffsetRange whole(@Element String word) {
      return new OffsetRange(0, word.length());
    }

    @GetInitialWatermarkEstimatorState
    public Instant from() {
      return Instant.ofEpochMilli(0);
    }

    @NewWatermarkEstimator
    public WatermarkEstimators.Manual estimator(@WatermarkEstimatorState Instant from) {
      return new WatermarkEstimators.Manual(from);
    }
  }

  /** As above, with what a view says. */
  @DoFn.UnboundedPerElement
  static final class OneByOneWithView extends DoFn<String, String> {

    private final PCollectionView<String> view;

    OneByOneWithView(PCollectionView<String> view) {
      this.view = view;
    }

    @ProcessElement
    public ProcessContinuation process(
        ProcessContext c,
        RestrictionTracker<OffsetRange, Long> tracker,
        ManualWatermarkEstimator<Instant> watermark) {
      long i = tracker.currentRestriction().getFrom();
      if (!tracker.tryClaim(i)) {
        return ProcessContinuation.stop();
      }
      c.output(c.sideInput(view) + c.element().charAt((int) i));
      watermark.setWatermark(Instant.ofEpochMilli(100 * (i + 1)));
      return ProcessContinuation.resume().withResumeDelay(OneByOne.DELAY);
    }

    @GetInitialRestriction
    public OffsetRange whole(@Element String word) {
      return new OffsetRange(0, word.length());
    }

    @GetInitialWatermarkEstimatorState
    public Instant from() {
      return Instant.ofEpochMilli(0);
    }

    @NewWatermarkEstimator
    public WatermarkEstimators.Manual estimator(@WatermarkEstimatorState Instant from) {
      return new WatermarkEstimators.Manual(from);
    }
  }

  /** As {@link OneByOne}; when the pipeline drains it does one more letter. */
  static final class OneMoreWhenDraining extends OneByOne {
    @SuppressWarnings("unchecked") // Beam makes the result without its type.
    @TruncateRestriction
    public TruncateResult<OffsetRange> truncate(@Restriction OffsetRange range) {
      return TruncateResult.of(new OffsetRange(range.getFrom(), range.getFrom() + 1));
    }
  }

  /** Emits the word to one of two outputs and, as each bundle ends, what it knows of commits. */
  static final class TellsOfBundles extends DoFn<String, String> {

    static final TupleTag<String> MAIN = new TupleTag<>("main");
    static final TupleTag<String> OTHER = new TupleTag<>("other");

    private transient int words;
    private transient int commits;

    @ProcessElement
    public void process(
        @Element String word,
        RestrictionTracker<OffsetRange, Long> tracker,
        MultiOutputReceiver out,
        BundleFinalizer finalizer) {
      tracker.tryClaim(0L);
      words++;
      out.get(word.startsWith("o") ? OTHER : MAIN).output(word);
      finalizer.afterBundleCommit(BoundedWindow.TIMESTAMP_MAX_VALUE, () -> commits++);
    }

    @FinishBundle
    public void finish(FinishBundleContext c) {
      String account = words + " words, " + commits + " commits";
      c.output(OTHER, account, Instant.ofEpochMilli(0), GlobalWindow.INSTANCE);
    }

    @GetInitialRestriction
    public OffsetRange whole() {
      return new OffsetRange(0, 1);
    }
  }

  /** Says that it is done when it is not. */
  static final class LeavesWorkUndone extends Letters {
    @Override
    public void process(ProcessContext c, RestrictionTracker<OffsetRange, Long> tracker) {
      tracker.tryClaim(0L);
    }
  }
}
