// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.coders.Coder.NonDeterministicException;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

  /** Options of a program of which one must be given. */
  public interface Demanding extends PipelineOptions {
    @Description("Where to read.")
    @Validation.Required
    String getInput();

    void setInput(String input);
  }

  /** Options of several types. */
  public interface Valued extends PipelineOptions {
    int getCount();

    void setCount(int count);

    Long getBig();

    void setBig(Long big);

    boolean getIsOn();

    void setIsOn(boolean on);

    List<Integer> getCounts();

    void setCounts(List<Integer> counts);

    Kind getKind();

    void setKind(Kind kind);

    String getName();

    void setName(String name);
  }

  @Test
  void eachKindOfOurOwnFailureHasItsExitCode() {
    Map<Kind, ExitCode> expected =
        Map.of(
            Kind.USER_CODE, ExitCode.JOB_FAILED,
            Kind.INTERNAL, ExitCode.JOB_FAILED,
            Kind.CONFIGURATION, ExitCode.USAGE,
            Kind.UNSUPPORTED, ExitCode.BAD_INPUT,
            Kind.RESOURCE, ExitCode.STORAGE,
            Kind.STATE_CORRUPT, ExitCode.STATE_DAMAGED);

    for (Kind kind : Kind.values()) {
      Throwable wrapped = new RuntimeException(new JoistException(kind, "a sentence"));
      assertThat(Diagnosis.of(wrapped).exitCode()).as("%s", kind).isEqualTo(expected.get(kind));
    }
  }

  @Test
  void anOptionThatThePipelineDoesNotKnowIsWrongUsage() {
    Throwable failure =
        catchThrowable(() -> PipelineOptionsFactory.fromArgs("--nonsense=1").create());

    assertThat(Diagnosis.of(failure).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(Diagnosis.of(failure).text()).startsWith("wrong options: ").contains("nonsense");
  }

  @Test
  void aValueThatBeamCannotReadIsToldWithItsOption() {
    assertThat(ofArguments("--count=7", "--big=abc"))
        .isEqualTo("wrong options: --big=abc: expected a whole number");
    assertThat(ofArguments("--isOn=yes"))
        .isEqualTo("wrong options: --isOn=yes: expected true or false");
    assertThat(ofArguments("--counts=1,two"))
        .isEqualTo("wrong options: --counts=1,two: expected a whole number");
    assertThat(ofArguments("--kind=USER"))
        .startsWith("wrong options: --kind=USER: expected one of [")
        .contains("USER_CODE");
    assertThat(ofArguments("--big=")).isEqualTo("wrong options: --big= has no value");
  }

  @Test
  void aValueThatTwoOptionsHaveIsToldWithBoth() {
    assertThat(ofArguments("--big=abc", "--name=abc"))
        .isEqualTo("wrong options: --big=abc or --name=abc: expected a whole number");
  }

  private static String ofArguments(String... arguments) {
    Throwable failure =
        catchThrowable(() -> PipelineOptionsFactory.fromArgs(arguments).as(Valued.class));
    return Diagnosis.of(failure, List.of(arguments)).text();
  }

  @Test
  void anOptionThatIsMissingIsWrongUsage() {
    Throwable failure =
        catchThrowable(
            () -> PipelineOptionsFactory.fromArgs().withValidation().as(Demanding.class));

    assertThat(Diagnosis.of(failure).exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(Diagnosis.of(failure).text()).contains("input");
  }

  @Test
  void anArgumentThatUserCodeRefusesIsAFailedJob() {
    Throwable failure = new IllegalArgumentException("negative amount");

    assertThat(Diagnosis.of(failure).exitCode()).isEqualTo(ExitCode.JOB_FAILED);
  }

  @Test
  void aFileThatBeamDoesNotFindIsBadInput() {
    Throwable failure =
        catchThrowable(() -> FileSystems.matchSingleFileSpec("/nonexistent/input.txt"));

    Diagnosis diagnosis = Diagnosis.of(new PipelineExecutionException(failure));

    assertThat(diagnosis.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(diagnosis.text()).contains("/nonexistent/input.txt");
  }

  @Test
  void aFileThatUserCodeDoesNotFindIsAFailedJob() {
    Throwable failure = new NoSuchFileException("/etc/rules.txt");

    assertThat(Diagnosis.of(failure).exitCode()).isEqualTo(ExitCode.JOB_FAILED);
  }

  @Test
  void aFullDiskIsStorage() {
    Throwable failure = new RuntimeException(new IOException("No space left on device"));

    assertThat(Diagnosis.of(failure).exitCode()).isEqualTo(ExitCode.STORAGE);
  }

  @Test
  void aKeyCoderThatIsNotDeterministicIsABadPipeline() {
    Throwable failure =
        new IllegalStateException(
            "the keyCoder of a GroupByKey must be deterministic",
            new NonDeterministicException(VarIntCoder.of(), List.of("it counts")));

    assertThat(Diagnosis.of(failure).exitCode()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aCauseThatItsWrapperOnlyRepeatsIsToldOnce() {
    Throwable failure =
        new RuntimeException(
            new PipelineExecutionException(new IllegalStateException("the cat is out")));

    assertThat(Diagnosis.of(failure).text().lines().findFirst())
        .contains("the job failed: java.lang.IllegalStateException: the cat is out");
  }

  @Test
  void aCauseThatItsWrapperQuotesIsToldOnce() {
    Throwable cause = new FileNotFoundException("No files matched spec: /x");
    Throwable failure = new JoistException(Kind.INTERNAL, "Read failed: " + cause, cause);

    assertThat(Diagnosis.of(failure).text().lines())
        .first()
        .isEqualTo(
            "the job failed: Read failed: java.io.FileNotFoundException: No files matched spec:"
                + " /x");
    assertThat(Diagnosis.of(failure).text()).doesNotContain("because of");
  }

  @Test
  void aCauseThatSaysMoreIsTold() {
    Throwable failure =
        new IllegalStateException("cannot parse line 7", new NumberFormatException("x7"));

    assertThat(Diagnosis.of(failure).text().lines())
        .startsWith(
            "the job failed: java.lang.IllegalStateException: cannot parse line 7",
            "  because of java.lang.NumberFormatException: x7");
  }

  @Test
  void aSentenceOfOursIsToldAsItIs() {
    Throwable failure = new JoistException(Kind.UNSUPPORTED, "transform A/B is not supported");

    assertThat(Diagnosis.of(failure).text().lines().findFirst())
        .contains("transform A/B is not supported");
  }

  @Test
  void aCircleOfCausesEnds() {
    Exception inner = new Exception("inner");
    Exception outer = new Exception("outer", inner);
    inner.initCause(outer);

    assertThat(Diagnosis.of(outer).text().lines())
        .startsWith(
            "the job failed: java.lang.Exception: outer",
            "  because of java.lang.Exception: inner");
  }
}
