// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;

class UnknownTransformsTest {

  private final Pipeline pipeline =
      Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=JoistRunner").create());

  @Test
  void namesAllTransformsWithoutPartsThatBeamHasNoUrnFor() {
    pipeline.apply(Create.of(1)).apply("First", new Primitive()).apply("Second", new Primitive());

    assertThatThrownBy(() -> UnknownTransforms.refuse(pipeline))
        .isInstanceOfSatisfying(
            JoistException.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(JoistException.Kind.UNSUPPORTED))
        .hasMessage(sentence("First") + "\n" + sentence("Second"));
  }

  @Test
  void acceptsWhatBeamCanNameAndWhatOnlyReturnsItsInput() {
    PCollection<Integer> numbers = pipeline.apply(Create.of(1));
    numbers.apply(View.asList());
    numbers.apply("Same", new Same());

    assertThatCode(() -> UnknownTransforms.refuse(pipeline)).doesNotThrowAnyException();
  }

  private static String sentence(String transform) {
    return ("%s: dev.joist.runner.UnknownTransformsTest$Primitive has no parts and is of no kind"
            + " that Beam can name, so it is not supported; give it an expansion"
            + " (docs/translation.md, \"What is refused\")")
        .formatted(transform);
  }

  private static final class Primitive
      extends PTransform<PCollection<Integer>, PCollection<Integer>> {
    @Override
    public PCollection<Integer> expand(PCollection<Integer> input) {
      return PCollection.createPrimitiveOutputInternal(
          input.getPipeline(), input.getWindowingStrategy(), input.isBounded(), VarIntCoder.of());
    }
  }

  private static final class Same extends PTransform<PCollection<Integer>, PCollection<Integer>> {
    @Override
    public PCollection<Integer> expand(PCollection<Integer> input) {
      return input;
    }
  }
}
