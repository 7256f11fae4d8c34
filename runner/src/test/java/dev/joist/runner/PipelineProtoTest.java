// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.FileStagingOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.junit.jupiter.api.Test;

class PipelineProtoTest {

  @Test
  void namesTheJavaOfThisProcessAndStagesNothing() {
    PipelineOptions options = options();
    options.as(FileStagingOptions.class).setFilesToStage(List.of("target/classes"));
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of(1, 2));

    RunnerApi.Pipeline proto = PipelineProto.of(pipeline);

    assertThat(proto.getComponents().getEnvironmentsMap().values())
        .singleElement()
        .satisfies(
            environment -> {
              assertThat(environment.getUrn()).isEqualTo("EMBEDDED");
              assertThat(environment.getDependenciesList()).isEmpty();
            });
  }

  @Test
  void leavesViewsToTheirConsumers() {
    Pipeline pipeline = Pipeline.create(options());
    pipeline.apply(Create.of(1, 2)).apply(View.asList());

    RunnerApi.Pipeline proto = PipelineProto.of(pipeline);

    assertThat(proto.getComponents().getTransformsMap().values())
        .extracting(transform -> transform.getSpec().getUrn())
        .doesNotContain("beam:transform:create_view:v1");
  }

  private static PipelineOptions options() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(JoistRunner.class);
    return options;
  }
}
