// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a run makes of the log levels of its process. */
class LogOptionsTest {

  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OWN = Logger.getLogger("com.example.own");

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private Level levelBefore = Level.INFO;

  @BeforeEach
  void readTheLog() {
    levelBefore = ROOT.getLevel();
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @AfterEach
  void putBack() {
    System.setErr(before);
    ROOT.setLevel(levelBefore);
    OWN.setLevel(null);
  }

  @Test
  void aRunLeavesTheLevelsAloneThatTheProgramHasSet() {
    ROOT.setLevel(Level.WARNING);

    run();

    assertThat(ROOT.getLevel()).isEqualTo(Level.WARNING);
  }

  @Test
  void anOptionThatWasOnlyReadSetsNothing() {
    ROOT.setLevel(Level.WARNING);
    PipelineOptions options = options();
    assertThat(options.as(SdkHarnessOptions.class).getDefaultSdkHarnessLogLevel())
        .isEqualTo(SdkHarnessOptions.LogLevel.INFO);

    run(options);

    assertThat(ROOT.getLevel()).isEqualTo(Level.WARNING);
  }

  @Test
  void levelsThatOptionsNameAreSet() {
    run("--defaultSdkHarnessLogLevel=INFO");
    assertThat(ROOT.getLevel()).isEqualTo(Level.INFO);

    run("--logLevel=debug", "--defaultSdkHarnessLogLevel=ERROR");
    assertThat(ROOT.getLevel()).isEqualTo(Level.FINE);

    run("--sdkHarnessLogLevelOverrides={\"com.example.own\":\"ERROR\"}");
    assertThat(OWN.getLevel()).isEqualTo(Level.SEVERE);
    assertThat(ROOT.getLevel()).as("not asked for").isEqualTo(Level.FINE);
  }

  @Test
  void aLevelThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> run("--logLevel=loud"))
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "--logLevel=loud is no level; use one of OFF, ERROR, WARN, INFO, DEBUG and TRACE");
  }

  @Test
  void whereTheProgramLogsElsewhereTheUserLearnsThatALevelDoesNotAct() {
    run("--logLevel=ERROR");

    assertThat(log.toString(UTF_8))
        .contains("act on java.util.logging, and this program logs by org.slf4j.simple");
  }

  @Test
  void whatAnOptionWithoutEffectMeansIsAWarning() {
    run("--stateBackend=rocksdb");

    assertThat(log.toString(UTF_8))
        .contains("WARN dev.joist.runner.JoistRunner - --stateBackend=rocksdb has no effect");
  }

  private static void run(String... args) {
    run(options(args));
  }

  private static void run(PipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of(1));
    pipeline.run();
  }

  private static PipelineOptions options(String... args) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(args).create();
    options.setRunner(JoistRunner.class);
    return options;
  }
}
