// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.view.ViewStrategy;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Max;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;

class SingletonFiringsTest {

  @Test
  void choosesViewsOfTheValueOfACombine() {
    assertThat(strategy(Combine.globally(Max.ofLongs()).asSingletonView()))
        .isEqualTo(ViewStrategy.EACH_FIRING);
    assertThat(strategy(Combine.globally(Max.ofLongs()).withFanout(3).asSingletonView()))
        .isEqualTo(ViewStrategy.EACH_FIRING);
    assertThat(strategy(View.asSingleton())).isEqualTo(ViewStrategy.EACH_FIRING);
  }

  @Test
  void leavesOtherViewsToBeGrouped() {
    assertThat(strategy(View.asIterable())).isEqualTo(ViewStrategy.SPILLING);
    assertThat(strategy(View.asList())).isEqualTo(ViewStrategy.SPILLING);
  }

  @Test
  void tellsWhatItChose() {
    assertThat(plans(View.asSingleton()).optimized().reports())
        .filteredOn(report -> report.pass().equals("firings as panes"))
        .flatExtracting(PassReport::notes)
        .singleElement()
        .asString()
        .startsWith("View/")
        .endsWith("/View takes each firing as a pane");
    assertThat(plans(View.asList()).optimized().reports())
        .contains(new PassReport("firings as panes", List.of()));
  }

  /** Reads the view. */
  private static final class Read<V> extends DoFn<Long, Long> {
    private final PCollectionView<V> view;

    Read(PCollectionView<V> view) {
      this.view = view;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.sideInput(view);
    }
  }

  private static <V> ViewStrategy strategy(
      PTransform<PCollection<Long>, PCollectionView<V>> transform) {
    return plans(transform).optimized().plan().nodes().stream()
        .filter(LogicalNode.CreateView.class::isInstance)
        .map(node -> ((LogicalNode.CreateView) node).spec().strategy())
        .findFirst()
        .orElseThrow();
  }

  private static <V> Plans plans(PTransform<PCollection<Long>, PCollectionView<V>> transform) {
    Pipeline pipeline = TestPipelines.create();
    PCollection<Long> numbers = pipeline.apply("Numbers", Create.of(1L));
    PCollectionView<V> view = numbers.apply("View", transform);
    numbers.apply("Read", ParDo.of(new Read<>(view)).withSideInputs(view));
    return TestPipelines.plan(pipeline);
  }
}
