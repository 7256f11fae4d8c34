// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static dev.joist.operators.fixture.Elements.at;
import static dev.joist.operators.fixture.Elements.pair;
import static dev.joist.operators.group.Groups.W1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Keys;
import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.services.JobServices;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.AfterFirst;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterSynchronizedProcessingTime;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Never;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** Grouping under triggers; {@link GroupingOperatorTest} is about the rest. */
class TriggersTest {

  private static final Trigger EVERY_TWO = Repeatedly.forever(AfterPane.elementCountAtLeast(2));

  @Test
  void waitsForMoreInALullWhereNobodyWaitsForResults() throws Exception {
    Trigger watermark = AfterWatermark.pastEndOfWindow();
    Trigger count = Repeatedly.forever(AfterPane.elementCountAtLeast(2));
    Trigger clock =
        AfterFirst.of(
            AfterPane.elementCountAtLeast(2), AfterProcessingTime.pastFirstElementInPane());

    assertThat(List.of(waits(watermark, true), waits(count, true), waits(clock, true)))
        .as("results are due early")
        .containsExactly(true, false, false);
    assertThat(List.of(waits(watermark, false), waits(count, false), waits(clock, false)))
        .as("results are due at the end")
        .containsExactly(true, true, false);
  }

  private static boolean waits(Trigger trigger, boolean streaming) throws Exception {
    JobServices services =
        new JobServices(PipelineOptionsFactory.create(), new StepMetrics(), streaming);
    return Groups.of(Groups.discarding(trigger, 0), services)
        .create(new DirectContext())
        .prefersLargeBundles();
  }

  @Test
  void defaultFiresEachLateElementWhileTheWindowIsKept() throws Exception {
    new OperatorHarness(Groups.of(Groups.discarding(DefaultTrigger.of(), 20)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .settle()
        .watermark(0, 10)
        .expect(0, "a=[1] @9 [0..10) ON_TIME#0")
        .element(0, pair(W1, 2, "a", 2))
        .expect(0, "a=[2] @9 [0..10) LATE#1")
        .watermark(0, 30)
        .settle()
        .element(0, pair(W1, 2, "a", 3))
        .expect(0)
        .run();
  }

  @Test
  void whatWaitsForProcessingTimeComesWithTheLastPaneWhenAllInputEnds() throws Exception {
    Trigger trigger =
        Repeatedly.forever(
            AfterProcessingTime.pastFirstElementInPane().plusDelayOf(Duration.millis(100)));
    WindowingStrategy<?, GlobalWindow> keptForDays =
        WindowingStrategy.of(new GlobalWindows())
            .withTrigger(trigger)
            .withMode(WindowingStrategy.AccumulationMode.ACCUMULATING_FIRED_PANES)
            .withAllowedLateness(Duration.standardDays(2));
    new OperatorHarness(Groups.of(keptForDays), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, at(1, KV.of("a", 1)))
        .settle()
        .endOfInput()
        .expect(0, "a=[1] @end ON_TIME#0.")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void accumulatedPanesHoldAllThatCameBefore() throws Exception {
    new OperatorHarness(Groups.of(Groups.accumulating(DefaultTrigger.of(), 20)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .settle()
        .watermark(0, 10)
        .expect(0, "a=[1] @9 [0..10) ON_TIME#0")
        .element(0, pair(W1, 2, "a", 2))
        .expect(0, "a=[1, 2] @9 [0..10) LATE#1")
        .run();
  }

  @Test
  void earlyOnTimeAndLateFiringsAreNumberedAndTimed() throws Exception {
    Trigger trigger =
        AfterWatermark.pastEndOfWindow()
            .withEarlyFirings(AfterPane.elementCountAtLeast(2))
            .withLateFirings(AfterPane.elementCountAtLeast(1));
    new OperatorHarness(Groups.of(Groups.accumulating(trigger, 20)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .expect(0)
        .element(0, pair(W1, 2, "a", 2))
        .expect(0, "a=[1, 2] @9 [0..10) EARLY#0")
        .element(0, pair(W1, 3, "a", 3))
        .settle()
        .watermark(0, 10)
        .expect(0, "a=[1, 2, 3] @9 [0..10) ON_TIME#1")
        .element(0, pair(W1, 4, "a", 4))
        .expect(0, "a=[1, 2, 3, 4] @9 [0..10) LATE#2")
        .run();
  }

  @Test
  void anEmptyPaneIsEmittedOnTimeAfterAnEarlyOne() throws Exception {
    Trigger trigger =
        AfterWatermark.pastEndOfWindow().withEarlyFirings(AfterPane.elementCountAtLeast(1));
    new OperatorHarness(Groups.of(Groups.discarding(trigger, 0)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .expect(0, "a=[1] @9 [0..10) EARLY#0")
        .watermark(0, 10)
        .expect(0, "a=[] @9 [0..10) ON_TIME#1.")
        .run();
  }

  @Test
  void countedPanesFireByThemselvesAndTheRestWhenTheWindowExpires() throws Exception {
    new OperatorHarness(Groups.of(Groups.discarding(EVERY_TWO, 0)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .settle()
        .element(0, pair(W1, 2, "a", 2))
        .expect(0, "a=[1, 2] @9 [0..10) EARLY#0")
        .element(0, pair(W1, 3, "a", 3))
        .endOfInput()
        .expect(0, "a=[3] @9 [0..10) ON_TIME#1.")
        .run();
  }

  @Test
  void synchronizedProcessingTimeFiresWhenAllProducersArePastTheFirstElement() throws Exception {
    SettableClock clock = new SettableClock(1000);
    DirectContext context = new DirectContext(0, 1, clock);
    Operator group =
        Groups.of(
                Groups.discarding(
                    Repeatedly.forever(AfterSynchronizedProcessingTime.ofFirstElement()), 0))
            .create(context);
    group.open();
    context.producersTime(900);
    group.input(0).accept(pair(W1, 1, "a", 1));
    group.finishBundle();

    clock.advanceBy(500);
    assertThat(group.onProcessingTime(1500)).isFalse();
    context.producersTime(1000);
    assertThat(group.onProcessingTime(1500)).isFalse();
    assertThat(context.takeEmitted()).isEmpty();
    context.producersTime(1001);
    assertThat(group.nextProcessingTimeMillis()).isEqualTo(1001);
    assertThat(group.onProcessingTime(1500)).isTrue();

    assertThat(context.takeEmitted()).hasSize(1);
    group.close();
  }

  @Test
  void processingTimeFiresSoMuchAfterTheFirstElementOfThePane() throws Exception {
    Trigger trigger =
        Repeatedly.forever(
            AfterProcessingTime.pastFirstElementInPane().plusDelayOf(Duration.millis(100)));
    new OperatorHarness(Groups.of(Groups.discarding(trigger, 0)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .processingTime(1000)
        .element(0, pair(W1, 1, "a", 1))
        .processingTime(1050)
        .element(0, pair(W1, 2, "a", 2))
        .processingTime(1100)
        .expect(0)
        .processingTime(1101)
        .expect(0, "a=[1, 2] @9 [0..10) EARLY#0")
        .element(0, pair(W1, 3, "a", 3))
        .processingTime(1201)
        .expect(0)
        .processingTime(1202)
        .expect(0, "a=[3] @9 [0..10) EARLY#1")
        .element(0, pair(W1, 4, "a", 4))
        .endOfInput()
        .expect(0, "a=[4] @9 [0..10) ON_TIME#2.")
        .run();
  }

  @Test
  void aTriggerThatIsOverFiresNoMore() throws Exception {
    new OperatorHarness(Groups.of(Groups.discarding(AfterPane.elementCountAtLeast(2), 0)), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .settle()
        .element(0, pair(W1, 2, "a", 2))
        .expect(0, "a=[1, 2] @9 [0..10) EARLY#0.")
        .element(0, pair(W1, 3, "a", 3))
        .endOfInput()
        .expect(0)
        .run();
  }

  @Test
  void neverFiresWhenTheWindowExpires() throws Exception {
    WindowingStrategy<?, ?> windowing = Groups.discarding(Never.ever(), 5);
    new OperatorHarness(Groups.of(windowing), 1, 1)
        .keyedBy(Keys.STRINGS)
        .comparing(Elements::shown)
        .element(0, pair(W1, 1, "a", 1))
        .settle()
        .watermark(0, 14)
        .expect(0)
        .watermark(0, 15)
        .expect(0, "a=[1] @9 [0..10) ON_TIME#0.")
        .run();
  }
}
