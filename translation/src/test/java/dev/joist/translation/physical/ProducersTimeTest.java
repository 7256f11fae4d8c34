// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Functions.ReadView;
import dev.joist.translation.TestPipelines;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.AfterFirst;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** Which stages tell how far they are in processing time. */
class ProducersTimeTest {

  private static final Trigger AFTER_A_SECOND =
      Repeatedly.forever(
          AfterFirst.of(
              AfterPane.elementCountAtLeast(1000),
              AfterProcessingTime.pastFirstElementInPane()
                  .plusDelayOf(Duration.standardSeconds(1))));

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void nobodyTellsItWhereNobodyWaits() {
    once(AFTER_A_SECOND);

    assertThat(telling()).isEmpty();
  }

  @Test
  void allBeforeASecondGroupingUnderTheContinuationTriggerTellIt() {
    again(once(AFTER_A_SECOND));
    TestPipelines.pairs(pipeline, "Other").apply("OtherGroup", GroupByKey.create());

    assertThat(telling()).containsExactly("Pairs/Impulse", "First");
  }

  @Test
  void allBeforeAViewUnderTheContinuationTriggerTellIt() {
    PCollectionView<Iterable<KV<String, Iterable<Long>>>> view =
        once(AFTER_A_SECOND).apply("View", View.asIterable());
    TestPipelines.impulses(pipeline, "Main")
        .apply("Reader", ParDo.of(new ReadView<String>(view)).withSideInputs(view));

    assertThat(telling()).containsExactly("Pairs/Impulse", "First");
  }

  private PCollection<KV<String, Iterable<Long>>> once(Trigger trigger) {
    return TestPipelines.pairs(pipeline, "Pairs")
        .apply(
            Window.<KV<String, Long>>configure()
                .triggering(trigger)
                .discardingFiredPanes()
                .withAllowedLateness(Duration.ZERO))
        .apply("First", GroupByKey.create());
  }

  private static void again(PCollection<KV<String, Iterable<Long>>> groups) {
    groups
        .apply(Values.create())
        .apply(WithKeys.of("all"))
        .setCoder(groups.getCoder())
        .apply("Second", GroupByKey.create());
  }

  /** The first nodes of the stages that tell. */
  private List<String> telling() {
    return TestPipelines.plan(pipeline).layout().stages().stream()
        .filter(StageLayout.FusedStage::tellsTime)
        .map(stage -> stage.nodes().get(0).name())
        .toList();
  }
}
