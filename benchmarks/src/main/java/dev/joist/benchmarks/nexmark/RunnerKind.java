// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.floor.FloorRunner;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The runners that Nexmark can be measured on, each as fast as its options make it. */
public enum RunnerKind {
  JOIST("Joist", "nexmark", true) {
    @Override
    public List<String> pipelineOptions(int parallelism) {
      return List.of("--runner=JoistRunner", "--parallelism=" + parallelism);
    }
  },
  FLINK("FlinkRunner", "flink", true) {
    @Override
    public List<String> pipelineOptions(int parallelism) {
      return List.of(
          "--runner=FlinkRunner",
          "--flinkMaster=[local]",
          "--parallelism=" + parallelism,
          "--objectReuse=true",
          "--fasterCopy=true");
    }
  },
  DIRECT("DirectRunner", "direct", true) {
    @Override
    public List<String> pipelineOptions(int parallelism) {
      return List.of(
          "--runner=DirectRunner",
          "--targetParallelism=" + parallelism,
          "--enforceImmutability=false",
          "--enforceEncodability=false");
    }
  },
  /** Measured in batch only. */
  SPARK("SparkRunner", "spark", false) {
    @Override
    public List<String> pipelineOptions(int parallelism) {
      return List.of("--runner=SparkRunner", "--sparkMaster=local[%d]".formatted(parallelism));
    }

    /** What Spark's own launcher opens on JDK 17. */
    @Override
    public List<String> jvmOptions() {
      return Stream.of(
              "java.lang",
              "java.lang.invoke",
              "java.lang.reflect",
              "java.io",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.security.action",
              "sun.util.calendar")
          .map("--add-opens=java.base/%s=ALL-UNNAMED"::formatted)
          .toList();
    }
  },
  /** No runner: what one could reach at most. */
  FLOOR("Floor", "nexmark", true) {
    @Override
    public List<String> pipelineOptions(int parallelism) {
      return List.of("--runner=" + FloorRunner.class.getName(), "--parallelism=" + parallelism);
    }
  };

  private final String title;
  private final String peer;
  private final boolean streams;

  RunnerKind(String title, String peer, boolean streams) {
    this.title = title;
    this.peer = peer;
    this.streams = streams;
  }

  /** The pipeline options that select this runner and tune it. */
  public abstract List<String> pipelineOptions(int parallelism);

  /** JVM options that this runner cannot do without. */
  public List<String> jvmOptions() {
    return List.of();
  }

  /** The runner's name in a table. */
  public String title() {
    return title;
  }

  /** The project under {@code benchmarks/peers} that lists this runner's class path. */
  public String peer() {
    return peer;
  }

  /** Whether the runner can run Nexmark in {@code mode} to its end. */
  boolean runs(Mode mode) {
    return streams || mode == Mode.BATCH;
  }

  /** Whether it is of this project, and runs with what this process has on its class path. */
  boolean isOwn() {
    return this == JOIST || this == FLOOR;
  }

  /** The runner as a word on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
