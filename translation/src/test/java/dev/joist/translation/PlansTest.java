// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;

class PlansTest {

  @Test
  void plansWordCount() {
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply("Read", TextIO.read().from("in.txt"))
        .apply(
            "Words",
            FlatMapElements.into(TypeDescriptors.strings())
                .via((String line) -> List.of(line.split(" "))))
        .apply("Count", Count.perElement())
        .apply(
            "Format",
            MapElements.into(TypeDescriptors.strings())
                .via((KV<String, Long> count) -> count.getKey() + "\t" + count.getValue()));

    String text = TestPipelines.plan(pipeline).explain(Plans.Format.TEXT);

    assertThat(text).contains("Physical plan: 2 stages, 4 subtasks");
  }
}
