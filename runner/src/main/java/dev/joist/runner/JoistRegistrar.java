// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.runner.options.BundleOptions;
import dev.joist.runner.options.SimulationOptions;
import java.util.List;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsRegistrar;
import org.apache.beam.sdk.runners.PipelineRunnerRegistrar;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/** Makes Joist's runners and options known to Beam, through {@code META-INF/services}. */
public final class JoistRegistrar {

  private static final String FLINK_OPTIONS = "org.apache.beam.runners.flink.FlinkPipelineOptions";

  private JoistRegistrar() {}

  /** The names that {@code --runner} understands. */
  public static final class Runners implements PipelineRunnerRegistrar {
    @Override
    public Iterable<Class<? extends PipelineRunner<?>>> getPipelineRunners() {
      return List.of(JoistRunner.class, TestJoistRunner.class);
    }
  }

  /** The options that a command line may name. */
  public static final class Options implements PipelineOptionsRegistrar {
    @Override
    public Iterable<Class<? extends PipelineOptions>> getPipelineOptions() {
      return isOnClassPath(FLINK_OPTIONS)
          ? List.of(JoistPipelineOptions.class, SimulationOptions.class)
          : List.of(JoistPipelineOptions.class, SimulationOptions.class, BundleOptions.class);
    }

    private static boolean isOnClassPath(String className) {
      try {
        Class.forName(className, false, ReflectHelpers.findClassLoader());
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }
  }
}
