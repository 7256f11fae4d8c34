// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class SinksTest {

  private final Pipeline pipeline = Pipeline.create();
  private final PCollection<String> words = pipeline.apply("Words", Create.of("a", "b"));

  private static final class Copy extends SimpleFunction<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String apply(String word) {
      return word;
    }
  }

  @Test
  void aWriteIsOneWithTheStepThatItsElementsReachFirst() {
    words.apply("Copy", MapElements.via(new Copy())).apply("Write", TextIO.write().to("out"));

    assertThat(Sinks.of(PipelineTranslation.toProto(pipeline)))
        .singleElement()
        .satisfies(
            sink -> {
              assertThat(sink.name()).isEqualTo("Write");
              assertThat(sink.steps())
                  .isNotEmpty()
                  .allMatch(step -> step.startsWith("Write/WriteFiles/"));
            });
  }

  @Test
  void aFunctionThatNothingFollowsIsOne() {
    words.apply("First", MapElements.via(new Copy())).apply("Last", MapElements.via(new Copy()));
    words.apply("Aside", MapElements.via(new Copy()));

    assertThat(Sinks.of(PipelineTranslation.toProto(pipeline)))
        .extracting(Sink::name)
        .containsExactly("Last", "Aside");
  }

  @Test
  void countsThatNobodyReadsGoNowhere() {
    words.apply("Count", Count.globally());

    assertThat(Sinks.of(PipelineTranslation.toProto(pipeline)))
        .allSatisfy(sink -> assertThat(sink.name()).isEqualTo("Count"));
  }
}
