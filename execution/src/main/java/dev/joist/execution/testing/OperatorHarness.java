// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.graph.Partitioning.KeyGroupFunction;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.watermark.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Drives one operator with literal inputs and compares what it emits, under all the conditions that
 * it may meet. A specification is a script:
 *
 * <pre>{@code
 * new OperatorHarness(SumByKey.modulo(2), 1, 1)
 *     .element(0, 1L)
 *     .element(0, 2L)
 *     .element(0, 3L)
 *     .watermark(0, 10)
 *     .expect(0)                      // nothing yet
 *     .endOfInput()
 *     .expect(0, "0=2", "1=4")
 *     .expectWatermark(Watermark.FINAL_MILLIS)
 *     .run();
 * }</pre>
 *
 * <p>{@link #run} plays it with bundles as they come, with one element a bundle, with outputs that
 * are full after one element so that the operator is suspended inside them, and in {@value #SEEDS}
 * random interleavings with bundles, batches and rings of random sizes. Then it plays it with an
 * operator that is thrown away after each bundle and goes on as a new one from what its stores
 * held, and in random interleavings where that happens after some bundles. Each run is a simulated
 * job of its own with a new operator. A failure names the variant, the step and the seed; {@link
 * #replay} plays that run alone.
 *
 * <p><b>Order.</b> Steps on one port keep their order. Elements of different ports may overtake
 * each other, as they may in any job; put {@link #settle} between them where that matters. Each
 * {@code expect} and {@link #processingTime} settles first.
 *
 * <p><b>End.</b> Everything emitted has to be expected. After the script the watermark of every
 * input is final and the operator has to come to its end; {@link #neverEnds} says of one that it
 * does not.
 */
public final class OperatorHarness {

  /** How many random interleavings a specification is played in. */
  public static final int SEEDS = 50;

  /** How many of them with restarts. */
  private static final int RESTARTED_SEEDS = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OperatorFactory factory;
  private final int inputs;
  private final int outputs;
  private final List<Step> steps = new ArrayList<>();
  private Function<Object, Object> view = element -> element;
  private boolean ends = true;
  private boolean restarts = true;
  private @Nullable KeyGroupFunction keyGroups;

  /**
   * A harness of the operators that {@code factory} makes.
   *
   * @param inputs how many inputs they have
   * @param outputs how many outputs they have
   */
  public OperatorHarness(OperatorFactory factory, int inputs, int outputs) {
    this.factory = factory;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /** An element arrives at input {@code port}. */
  public OperatorHarness element(int port, Object element) {
    return add(new Step.Element(checkedPort(port), element));
  }

  /** A watermark arrives at input {@code port}. */
  public OperatorHarness watermark(int port, long watermarkMillis) {
    return add(new Step.NewWatermark(checkedPort(port), watermarkMillis));
  }

  /** The final watermark arrives at every input. */
  public OperatorHarness endOfInput() {
    for (int port = 0; port < inputs; port++) {
      watermark(port, Watermark.FINAL_MILLIS);
    }
    return this;
  }

  /** Processing time, which begins with 0, is {@code nowMillis}, and what is due then is done. */
  public OperatorHarness processingTime(long nowMillis) {
    return add(new Step.ProcessingTime(nowMillis)).settle();
  }

  /** All that can be done is done, and the bundle ends. */
  public OperatorHarness settle() {
    return add(new Step.Settled());
  }

  /** Output {@code output} has emitted these elements since it was last looked at. */
  public OperatorHarness expect(int output, Object... elements) {
    return add(new Step.Emitted(checkedOutput(output), List.of(elements), true));
  }

  /** As {@link #expect}, in whatever order. */
  public OperatorHarness expectInAnyOrder(int output, Object... elements) {
    return add(new Step.Emitted(checkedOutput(output), List.of(elements), false));
  }

  /** The watermark of every output has come to {@code watermarkMillis}. */
  public OperatorHarness expectWatermark(long watermarkMillis) {
    return add(new Step.OutputWatermark(watermarkMillis));
  }

  /** Compares not what was emitted but what {@code newView} makes of it. */
  public OperatorHarness comparing(Function<Object, Object> newView) {
    view = newView;
    return this;
  }

  /** The operator does not end with its input; it is stopped after the script. */
  public OperatorHarness neverEnds() {
    ends = false;
    return this;
  }

  /**
   * The operator is not restarted: the specification looks at something that need not survive, such
   * as the fields of a user's function.
   */
  public OperatorHarness neverRestarts() {
    restarts = false;
    return this;
  }

  /**
   * The operator has keyed state: it is restarted as several operators too, each with the keys of
   * some groups. Then what it emits is compared in any order.
   *
   * @param newKeyGroups finds the key group of an element of input 0
   */
  public OperatorHarness keyedBy(KeyGroupFunction newKeyGroups) {
    keyGroups = newKeyGroups;
    return this;
  }

  /** Plays the script in every variant. */
  public void run() throws InterruptedException {
    for (Variant variant : Variant.values()) {
      int seeds = variant.restarts() ? RESTARTED_SEEDS : SEEDS;
      if (variant.isRandom()) {
        for (long seed = 1; seed <= seeds; seed++) {
          play(variant, seed);
        }
      } else {
        play(variant, 0);
      }
    }
  }

  /** Plays again the random interleavings of {@code seed}; 0 plays the other variants. */
  public void replay(long seed) throws InterruptedException {
    for (Variant variant : Variant.values()) {
      if (variant.isRandom() == (seed != 0)) {
        play(variant, seed);
      }
    }
  }

  private void play(Variant variant, long seed) throws InterruptedException {
    if ((variant.restarts() && !restarts) || (variant == Variant.RESCALED && keyGroups == null)) {
      return;
    }
    Specification specification =
        new Specification(factory, inputs, outputs, steps, view, ends, keyGroups);
    new ScriptRun(specification, variant, seed).play(PATIENCE);
  }

  private OperatorHarness add(Step step) {
    steps.add(step);
    return this;
  }

  private int checkedPort(int port) {
    return checked("input", port, inputs);
  }

  private int checkedOutput(int output) {
    return checked("output", output, outputs);
  }

  private static int checked(String what, int index, int count) {
    if (index < 0 || index >= count) {
      throw new IllegalArgumentException(
          "there is no %s %d, the operator has %d".formatted(what, index, count));
    }
    return index;
  }
}
