// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import dev.joist.runner.JoistPipelineOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.matcher.ElementMatchers;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.util.InstanceBuilder;

/**
 * The runner of pipelines whose test names none. Beam takes the class of DirectRunner by its name
 * then; with a class of that name which hands on to this one, those tests run on the runner under
 * test as well, and not beside it.
 */
public final class DefaultRunner {

  private static final String NAME = "org.apache.beam.runners.direct.DirectRunner";

  private DefaultRunner() {}

  /** Writes the class of that name into a directory, to be put first on a class path. */
  public static void writeClass(Path directory) {
    try {
      new ByteBuddy()
          .subclass(PipelineRunner.class)
          .name(NAME)
          .modifiers(Modifier.PUBLIC | Modifier.ABSTRACT)
          .defineMethod("fromOptions", PipelineRunner.class, Modifier.PUBLIC | Modifier.STATIC)
          .withParameters(PipelineOptions.class)
          .intercept(
              MethodDelegation.withDefaultConfiguration()
                  .filter(ElementMatchers.named("fromOptions"))
                  .to(DefaultRunner.class))
          .make()
          .saveIn(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the default runner to " + directory, e);
    }
  }

  /**
   * The runner under test, for the options of a pipeline that has no other. They name the runner
   * that they named, since a test may look at that, and ask for checks as the suite does.
   */
  public static PipelineRunner<?> fromOptions(PipelineOptions options) {
    PipelineOptions ofSuite = TestPipeline.testingPipelineOptions();
    options
        .as(JoistPipelineOptions.class)
        .setCheckElements(ofSuite.as(JoistPipelineOptions.class).isCheckElements());
    return InstanceBuilder.ofType(PipelineRunner.class)
        .fromClass(ofSuite.getRunner())
        .fromFactoryMethod("fromOptions")
        .withArg(PipelineOptions.class, options)
        .build();
  }
}
