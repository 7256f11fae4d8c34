// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.program.BeamJobs;
import dev.joist.cli.suite.Suites;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code run} and {@code explain} decide where the pipelines of a program run. */
class RunnerOwnershipTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream printedToErr = new ByteArrayOutputStream();

  @BeforeEach
  void keepWhatProgramsPrint() {
    System.setErr(new PrintStream(printedToErr, true, StandardCharsets.UTF_8));
    ElsewhereRunner.runs = 0;
    Waiting.state = null;
  }

  @AfterEach
  void printAsBefore() {
    System.setErr(before);
  }

  @Test
  void aProgramThatChoosesAnotherRunnerIsRefusedBeforeItRunsThere() {
    assertThat(joist("run", Elsewhere.class)).isEqualTo(2);
    assertThat(joist("explain", Elsewhere.class)).isEqualTo(2);

    assertThat(ElsewhereRunner.runs).isZero();
    assertThat(err.toString())
        .contains(
            "joist: the program chooses ElsewhereRunner, and joist run runs programs on Joist:"
                + " leave the runner out, or add --allowOtherRunner to run it there")
        .contains("and joist explain explains what Joist would run: leave the runner out");
  }

  @Test
  void aProgramThatTriesAgainWhenItIsRefusedIsRefusedAgain() {
    assertThat(joist("explain", Stubborn.class)).isEqualTo(2);

    assertThat(ElsewhereRunner.runs).isZero();
    assertThat(err.toString()).contains("the program chooses ElsewhereRunner");
  }

  @Test
  void anotherRunnerRunsWhereThatIsAllowed() {
    assertThat(joist("run", Elsewhere.class, "--allowOtherRunner")).isZero();

    assertThat(ElsewhereRunner.runs).isEqualTo(1);
  }

  @Test
  void aProgramThatDoesNotPassItsArgumentsOnIsToldHow() {
    assertThat(joist("run", Deaf.class)).isEqualTo(2);

    assertThat(err.toString().lines())
        .first()
        .isEqualTo(
            "joist: the program makes options of a pipeline without its arguments, so that they"
                + " name no runner: pass them on, by PipelineOptionsFactory.fromArgs(args)");
  }

  @Test
  void optionsThatFileSystemsKnowAlreadyAreDecidedOnToo() {
    assertThat(joist("run", FilesFirst.class)).isEqualTo(2);

    assertThat(ElsewhereRunner.runs).isZero();
  }

  @Test
  void explainPrintsThePlanAloneAndWhatTheProgramSaysGoesToStderr() {
    assertThat(joist("explain", Waiting.class, "--format=json")).isZero();

    assertThat(out.toString().strip()).startsWith("{").endsWith("}");
    assertThat(printedToErr.toString(StandardCharsets.UTF_8)).contains("about to run");
    assertThat(Waiting.state)
        .as("a pipeline that was explained is not done: its results are not there")
        .isEqualTo(PipelineResult.State.STOPPED);
  }

  @Test
  void aProgramThatMissesItsResultsAfterItWasExplainedIsNoFailure() {
    assertThat(joist("explain", Disappointed.class)).isZero();

    assertThat(err.toString())
        .contains("the program failed later, since its pipeline did not run")
        .contains("there is no result");
  }

  @Test
  void aProgramThatRunsNoPipelineIsTold() {
    assertThat(joist("run", Idle.class)).isEqualTo(2);

    assertThat(err.toString())
        .contains("Idle ended and ran no pipeline: its main method has to call run() on one");
  }

  private int joist(String verb, Class<?> program, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = verb;
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[options.length + 1] = program.getName();
    return Main.commandLine(
            new BeamJobs(), new Suites(List.of()), () -> new Checkout(Path.of("..")))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static Pipeline pipeline(PipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply(Create.of(1));
    return pipeline;
  }

  private static PipelineOptions elsewhere(String[] args) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(args).create();
    options.setRunner(ElsewhereRunner.class);
    return options;
  }

  /** Counts the pipelines that it is asked to run. */
  public static final class ElsewhereRunner extends PipelineRunner<PipelineResult> {
    private static int runs;

    public static ElsewhereRunner fromOptions(PipelineOptions options) {
      return new ElsewhereRunner();
    }

    @Override
    @SuppressWarnings("NullAway") // nobody looks at the result
    public PipelineResult run(Pipeline pipeline) {
      runs++;
      return null;
    }
  }

  /** Sets another runner itself. */
  public static final class Elsewhere {
    public static void main(String[] args) {
      pipeline(elsewhere(args)).run();
    }
  }

  /** Does not take no for an answer. */
  public static final class Stubborn {
    public static void main(String[] args) {
      PipelineOptions options = elsewhere(args);
      for (int i = 0; i < 3; i++) {
        try {
          pipeline(options).run();
        } catch (RuntimeException e) {
          System.out.println("once more");
        }
      }
    }
  }

  /** Knows nothing of its arguments. */
  public static final class Deaf {
    public static void main(String[] args) {
      pipeline(PipelineOptionsFactory.create()).run().waitUntilFinish();
    }
  }

  /** Uses Beam's file systems before it has a pipeline. */
  public static final class FilesFirst {
    public static void main(String[] args) {
      PipelineOptions options = elsewhere(args);
      FileSystems.setDefaultPipelineOptions(options);
      pipeline(options).run().waitUntilFinish();
    }
  }

  /** Prints around its pipeline. */
  public static final class Waiting {
    private static PipelineResult.@Nullable State state;

    public static void main(String[] args) {
      System.out.println("about to run");
      state = pipeline(PipelineOptionsFactory.fromArgs(args).create()).run().waitUntilFinish();
    }
  }

  /** Reads what its pipeline should have written. */
  public static final class Disappointed {
    public static void main(String[] args) {
      pipeline(PipelineOptionsFactory.fromArgs(args).create()).run().waitUntilFinish();
      throw new IllegalStateException("there is no result");
    }
  }

  /** Makes a pipeline and leaves it at that. */
  public static final class Idle {
    public static void main(String[] args) {
      pipeline(PipelineOptionsFactory.fromArgs(args).create());
    }
  }
}
