// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One way to run a suite.
 *
 * @param pipelineOptions the whole of what {@code TestPipeline} parses, the runner included
 * @param control whether it runs on a runner that executes nothing
 */
public record Mode(String name, List<String> pipelineOptions, boolean control) {

  /** The runner's own defaults, for peers whose options have other names. */
  public static final String PLAIN = "plain";

  public static final String CONTROL = "control";

  /** What the names of modes under the seeded scheduler begin with; a number follows. */
  public static final String SEED = "seed-";

  /** What the names of modes end with in which Joist checks the elements that user code emits. */
  public static final String CHECKED = "-checked";

  /** The modes that Joist must pass all of. */
  public static final List<String> FULL =
      List.of("p1-batch", "p1-streaming", "p4-batch", "p4-streaming");

  private static final String NULL_RUNNER = "dev.joist.validatesrunner.control.NullRunner";

  /**
   * What runners call their parallelism, where it is not {@code parallelism} as Flink's and ours.
   */
  private static final Map<String, String> PARALLELISM_OPTIONS =
      Map.of("DirectRunner", "targetParallelism");

  public Mode {
    pipelineOptions = List.copyOf(pipelineOptions);
  }

  /**
   * The mode of a name, on a runner.
   *
   * @param runner class name, simple where the runner has a registrar
   * @param further options in every mode but the control
   */
  public static Mode named(String name, String runner, List<String> further) {
    if (name.equals(CONTROL)) {
      return new Mode(name, List.of("--runner=" + NULL_RUNNER), true);
    }
    List<String> options = new ArrayList<>(List.of("--runner=" + runner));
    options.addAll(
        optionsOf(
            isChecked(name) ? name.substring(0, name.length() - CHECKED.length()) : name,
            runner.substring(runner.lastIndexOf('.') + 1)));
    options.addAll(further);
    if (isChecked(name)) {
      options.add("--checkElements=true");
    } else if (runner.endsWith("TestJoistRunner")) {
      options.add("--checkElements=false"); // its default is another
    }
    return new Mode(name, options, false);
  }

  private static List<String> optionsOf(String name, String runner) {
    if (FULL.contains(name)) {
      String parallelism = PARALLELISM_OPTIONS.getOrDefault(runner, "parallelism");
      return List.of(
          "--%s=%s".formatted(parallelism, name.substring(1, 2)),
          "--streaming=" + name.endsWith("streaming"));
    }
    if (name.startsWith(SEED)) {
      return simulation(Integer.parseInt(name.substring(SEED.length())));
    }
    if (name.equals(PLAIN)) {
      return List.of();
    }
    throw new IllegalArgumentException(
        "there is no mode '%s'; the modes are %s, %s, %s and %s1, %s2, …, those of Joist also with %s"
            .formatted(name, FULL, PLAIN, CONTROL, SEED, SEED, CHECKED));
  }

  /** Whether a mode of this name checks the elements that user code emits. */
  public static boolean isChecked(String name) {
    return name.endsWith(CHECKED);
  }

  /** Odd seeds are bounded jobs and even ones streaming jobs, so that any two have both. */
  private static List<String> simulation(int seed) {
    return List.of("--parallelism=2", "--streaming=" + (seed % 2 == 0), "--simulationSeed=" + seed);
  }
}
