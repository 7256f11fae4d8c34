// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.suite.Counts;
import dev.joist.cli.suite.Suite;
import dev.joist.cli.suite.SuiteRun;
import dev.joist.cli.suite.Suites;
import dev.joist.examples.EchoArguments;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  private final ManualPrograms programs = new ManualPrograms();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpShowsTheVerbsAndTheExitCodes() {
    assertThat(joist("--help")).isZero();

    assertThat(out.toString())
        .contains("run ", "explain ", "test ", "bench ")
        .contains("   65  bad input, or a pipeline that Joist does not run")
        .contains("  130  cancelled by Ctrl-C");
  }

  @Test
  void withoutAVerbItShowsTheHelpAndRefuses() {
    assertThat(joist()).isEqualTo(2);

    assertThat(err.toString()).contains("Usage: joist");
  }

  @Test
  void anUnknownVerbIsWrongUsage() {
    assertThat(joist("frobnicate")).isEqualTo(2);

    assertThat(err.toString()).contains("frobnicate").contains("see joist --help");
  }

  @Test
  void eachVerbHasHelp() {
    for (String verb : List.of("run", "explain", "test", "bench")) {
      assertThat(joist(verb, "--help")).as(verb).isZero();
    }

    assertThat(out.toString()).contains("joist run MAIN-CLASS|JAR", "joist explain TopWords");
  }

  @Test
  void runCallsAnExampleByItsBareNameWithJoistAsItsRunner() {
    assertThat(joist("run", "EchoArguments", "--input=a b", "c")).isZero();

    assertThat(EchoArguments.arguments())
        .containsExactly("--input=a b", "c", "--runner=JoistRunner");
    assertThat(programs.calls()).containsExactly("awaitAll");
  }

  @Test
  void runKeepsTheRunnerThatTheUserNamesOnlyWhereThatIsAllowed() {
    assertThat(joist("run", "EchoArguments", "--runner=DirectRunner")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--runner=DirectRunner chooses another runner, and joist run runs programs on Joist");

    assertThat(joist("run", "--allowOtherRunner", "EchoArguments", "--runner=DirectRunner"))
        .isZero();
    assertThat(EchoArguments.arguments()).containsExactly("--runner=DirectRunner");
  }

  @Test
  void theOptionsOfTheVerbMayBeAnywhere() {
    assertThat(joist("run", "EchoArguments", "--a=1", "--classpath", "/none", "b", "--verbose"))
        .isZero();
    assertThat(EchoArguments.arguments()).containsExactly("--a=1", "b", "--runner=JoistRunner");

    assertThat(joist("explain", "EchoArguments", "--a=1", "--format", "dot")).isZero();
    assertThat(EchoArguments.arguments())
        .containsExactly("--a=1", "--runner=JoistRunner", "--explain=dot");
  }

  @Test
  void whatFollowsTwoDashesIsForTheProgram() {
    assertThat(joist("run", "EchoArguments", "--a=1", "--", "--verbose", "--help", "--", "c"))
        .isZero();

    assertThat(EchoArguments.arguments())
        .containsExactly("--a=1", "--verbose", "--help", "--", "c", "--runner=JoistRunner");
  }

  @Test
  void helpAfterAProgramListsItsOptionsAndJoists() {
    assertThat(joist("run", "ReadingProgram", "--help")).isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "Options of ReadingProgram.Options:",
            "--input=<String>",
            "Options of JoistPipelineOptions:",
            "--maxLanes=<int>",
            "so many elements are worked on at the same time",
            "(default: 128)",
            "--parallelism=<Integer>",
            "Options of PipelineOptions:",
            "--jobName=<String>",
            "--help=NAME lists the options of one of these: ",
            "FlinkNamedOptions");
  }

  @Test
  void helpOfANameListsTheOptionsOfThatInterface() {
    assertThat(joist("explain", "ReadingProgram", "--help=flinkNamedOptions")).isZero();
    assertThat(out.toString())
        .contains("--flinkMaster=<String>", "(default: [auto])")
        .doesNotContain("--input");

    assertThat(joist("run", "ReadingProgram", "--help=FlinkOptions")).isEqualTo(2);
    assertThat(err.toString()).contains("there are no options called FlinkOptions; there are ");
  }

  @Test
  void tellsTheVersions() {
    assertThat(joist("--version")).isZero();

    assertThat(out.toString()).contains("Joist ", "Beam 2.70.0", "Java ");
  }

  @Test
  void suggestsVerbsOptionsSuitesAndClassesThatAreWrittenAlmostTheSame() {
    joist("rnu");
    assertThat(err.toString()).contains("did you mean run?");

    joist("test", "--siute=units");
    assertThat(err.toString()).contains("did you mean --suite?");

    joist("test", "--suite=frist");
    assertThat(err.toString()).contains("did you mean 'first'?");

    joist("run", "EchoArgument");
    assertThat(err.toString()).contains("did you mean the example EchoArguments?");
  }

  @Test
  void anArgumentThatBeginsWithAnAtSignIsForTheProgram() {
    assertThat(joist("run", "EchoArguments", "@/etc/hostname", "--a=@b")).isZero();

    assertThat(EchoArguments.arguments()).startsWith("@/etc/hostname", "--a=@b");
  }

  @Test
  void runWithoutAProgramIsWrongUsage() {
    assertThat(joist("run", "--input=x", "EchoArguments")).isEqualTo(2);

    assertThat(err.toString())
        .contains("expected MAIN-CLASS or JAR before the pipeline's options, but found --input=x")
        .contains("see joist run --help");
  }

  @Test
  void aClassThatIsNotThereIsWrongUsageAndTheExamplesAreNamed() {
    assertThat(joist("run", "Nope")).isEqualTo(2);

    assertThat(err.toString())
        .contains("there is no class dev.joist.examples.Nope")
        .contains("the examples are")
        .doesNotContain("\tat ");
  }

  @Test
  void aProgramThatThrowsIsToldInASentenceWithItsOwnLine() {
    assertThat(joist("run", "ThrowingProgram")).isEqualTo(1);

    assertThat(err.toString().lines())
        .containsExactly(
            "joist: the job failed: java.lang.IllegalStateException: the cat is out",
            "  at dev.joist.examples.ThrowingProgram.main(ThrowingProgram.java:11)",
            "joist: 'joist run --verbose ThrowingProgram ...' prints the whole stack trace");
  }

  @Test
  void verboseShowsTheWholeStackTrace() {
    assertThat(joist("run", "--verbose", "ThrowingProgram")).isEqualTo(1);

    assertThat(err.toString()).contains("\tat dev.joist.cli.program.Program.call");
  }

  @Test
  void explainAsksThePipelineToPrintItself() {
    assertThat(joist("explain", "EchoArguments", "--format=dot", "--input=x")).isZero();

    assertThat(EchoArguments.arguments())
        .containsExactly("--input=x", "--runner=JoistRunner", "--explain=dot");
  }

  @Test
  void explainRefusesAFormatItDoesNotKnow() {
    assertThat(joist("explain", "--format=svg", "EchoArguments")).isEqualTo(2);

    assertThat(err.toString()).contains("svg").contains("TEXT, JSON, DOT");
  }

  @Test
  void testAddsTheSuitesUpInItsLastLine() {
    assertThat(joist("test")).isEqualTo(1);

    assertThat(out.toString().lines()).last().isEqualTo("12 passed, 1 failed, 1 skipped");
    assertThat(out.toString()).contains("first: shortened true");
  }

  @Test
  void testRunsOnlyTheSuitesThatAreNamedAndInFull() {
    assertThat(joist("test", "--suite=first")).isZero();

    assertThat(out.toString().lines()).last().isEqualTo("10 passed, 0 failed, 1 skipped");
    assertThat(out.toString()).contains("first: shortened false").doesNotContain("second");
  }

  @Test
  void testRunsWhatIsNotInEveryBuildOnlyWhereItIsNamed() {
    joist("test");
    assertThat(out.toString()).doesNotContain("rare");

    assertThat(joist("test", "--suite=rare")).isZero();
    assertThat(out.toString()).contains("rare: shortened false");
  }

  @Test
  void testPassesOnHowOftenASuiteIsToRunAndWhichIsNeeded() {
    joist("test", "--suite=first", "--repeat=10", "--seeds=3");
    assertThat(out.toString()).contains("first: shortened false [--repeat=10, --seeds=3]");

    assertThat(joist("test", "--repeat=10")).isEqualTo(2);
    assertThat(err.toString()).contains("--repeat=10 needs a --suite");
  }

  @Test
  void testCountsASuiteThatRanNothingAsAFailure() {
    assertThat(joist("test", "--suite=empty")).isEqualTo(1);

    assertThat(out.toString().lines()).last().isEqualTo("0 passed, 1 failed, 0 skipped");
  }

  @Test
  void testRefusesASuiteThatIsNotThere() {
    assertThat(joist("test", "--suite=frist")).isEqualTo(2);

    assertThat(err.toString())
        .contains("there is no suite 'frist'; the suites are first, second, empty, rare, all");
  }

  private int joist(String... arguments) {
    Suites suites =
        new Suites(
            List.of(
                new FixedSuite("first", new Counts(10, 0, 1)),
                new FixedSuite("second", new Counts(2, 0, 0)),
                new FixedSuite("empty", Counts.NONE),
                new FixedSuite("rare", new Counts(1, 0, 0))));
    CommandLine commandLine =
        Main.commandLine(programs, suites, () -> new Checkout(Path.of(".")))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  /** A suite whose result is known beforehand. */
  private record FixedSuite(String name, Counts counts) implements Suite {

    @Override
    public String purpose() {
      return "known beforehand";
    }

    @Override
    public boolean isInEveryBuild() {
      return !name.equals("rare");
    }

    @Override
    public Counts run(SuiteRun run) {
      run.say("%s: shortened %s %s".formatted(name, run.shortened(), run.furtherArguments()));
      return counts;
    }
  }
}
