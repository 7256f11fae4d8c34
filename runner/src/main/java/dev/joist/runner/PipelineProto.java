// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.util.construction.Environments;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.util.construction.SdkComponents;

/**
 * The proto of a pipeline whose code runs in this process.
 *
 * <p>The Java environment is registered as it is rather than made from the options, which would
 * list the class path as artifacts to stage.
 */
final class PipelineProto {

  private static final RunnerApi.Environment IN_PROCESS_JAVA =
      RunnerApi.Environment.newBuilder()
          .setUrn(Environments.ENVIRONMENT_EMBEDDED)
          .addAllCapabilities(Environments.getJavaCapabilities())
          .build();

  private PipelineProto() {}

  /** Views are left out of the proto: consumers name the collection and how they look at it. */
  static RunnerApi.Pipeline of(Pipeline pipeline) {
    SdkComponents components = SdkComponents.create();
    components.registerEnvironment(IN_PROCESS_JAVA);
    boolean useDeprecatedViewTransforms = false;
    try {
      return PipelineTranslation.toProto(pipeline, components, useDeprecatedViewTransforms);
    } catch (RuntimeException e) {
      throw NotSerializable.explained(pipeline, e);
    }
  }
}
