// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.program.BeamJobs;
import dev.joist.cli.suite.Suites;
import dev.joist.examples.UnknownTransformProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told, and which exit code a script gets, when a real pipeline cannot run. */
class BadInputTest {

  private static final String PATH_ADVICE =
      "  check the path; a relative one starts at " + Path.of("").toAbsolutePath();

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void aMissingFileIsNamedWithTheTransformThatReadsIt() {
    Path missing = folder.resolve("missing.txt");

    assertThat(run("ReadingProgram", "--input=" + missing)).isEqualTo(65);

    assertThat(sentences())
        .containsExactly(
            "joist: ReadInput/Read: reading %s failed: No files matched spec: %s"
                .formatted(missing, missing),
            PATH_ADVICE);
  }

  @Test
  void aGlobThatMatchesNothingIsNamed() {
    assertThat(run("ReadingProgram", "--input=" + folder + "/*.none")).isEqualTo(65);

    assertThat(sentences())
        .first()
        .asString()
        .endsWith("failed: No files matched spec: " + folder + "/*.none");
  }

  @Test
  void aGlobThatIsNoGlobIsTold() {
    assertThat(run("ReadingProgram", "--input=" + folder + "/[a")).isEqualTo(65);

    assertThat(sentences())
        .startsWith(
            "joist: ReadInput/Read: reading %s/[a failed: Missing '] near index %d"
                .formatted(folder, folder.toString().length() + 2))
        .endsWith(PATH_ADVICE);
  }

  @Test
  void aGlobOnAFileSystemThatIsNotThereIsTold() {
    assertThat(run("ReadingProgram", "--input=nowhere://bucket/*.txt")).isEqualTo(65);

    assertThat(sentences())
        .first()
        .isEqualTo(
            "joist: ReadInput/Read: reading nowhere://bucket/*.txt failed:"
                + " No filesystem found for scheme nowhere");
  }

  @Test
  void aDirectoryIsNoInput() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("directory"));

    assertThat(run("ReadingProgram", "--input=" + directory)).isEqualTo(65);

    assertThat(sentences())
        .first()
        .asString()
        .contains("ReadInput/Read: reading " + directory)
        .endsWith(directory + " (Is a directory)");
  }

  @Test
  void anOutputThatCannotBeWrittenIsStorage() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");

    assertThat(run("WritingProgram", "--output=" + file + "/lines")).isEqualTo(74);

    assertThat(sentences().get(0))
        .startsWith("joist: WriteOutput/WriteFiles/")
        .contains(file.toString());
    assertThat(sentences()).last().isEqualTo(PATH_ADVICE);
  }

  @Test
  void keysWithoutADeterministicCoderAreRefusedWithTheUsersLine() {
    assertThat(run("UnstableKeysProgram")).isEqualTo(65);

    assertThat(sentences())
        .contains(
            "joist: java.lang.IllegalStateException:"
                + " the keyCoder of a GroupByKey must be deterministic",
            "  at dev.joist.examples.UnstableKeysProgram.main(UnstableKeysProgram.java:17)")
        .last()
        .asString()
        .startsWith("  give the keys a deterministic coder, with setCoder on the input");
    assertThat(err.toString()).contains("DoubleCoder is not deterministic");
  }

  @Test
  void anUnknownOptionIsWrongUsageAndTheNearestOneIsNamed() {
    assertThat(run("ReadingProgram", "--inptu=x")).isEqualTo(2);

    assertThat(err.toString())
        .startsWith("joist: wrong options: ")
        .contains("missing a property named 'inptu'. Did you mean 'input'?")
        .contains("joist: 'joist run ReadingProgram --help' lists the options");
  }

  @Test
  void anOptionWithAValueOfTheWrongKindIsWrongUsage() {
    assertThat(run("ReadingProgram", "--input=x", "--parallelism=many")).isEqualTo(2);

    assertThat(sentences())
        .containsExactly("joist: wrong options: --parallelism=many: expected a whole number");
  }

  @Test
  void anOptionWithAnImpossibleValueIsWrongUsage() {
    assertThat(run("WritingProgram", "--output=" + folder + "/x", "--parallelism=0")).isEqualTo(2);

    assertThat(sentences().get(0)).startsWith("joist: --parallelism is 0; it must be at least 1.");
  }

  @Test
  void aFunctionThatThrowsIsNamedWithItsLine() {
    assertThat(run("FailingDoFnProgram")).isEqualTo(1);

    assertThat(sentences())
        .containsExactly(
            "joist: the job failed: ParseNumbers/ParMultiDo(Parse) failed:"
                + " java.lang.NumberFormatException: For input string: \"three\"",
            "  at dev.joist.examples.FailingDoFnProgram$Parse.process(FailingDoFnProgram.java:18)");
  }

  @Test
  void aJobThatFailedBeforeTheProgramReturnedIsAFailureToo() {
    assertThat(run("UnwatchedFailureProgram")).isEqualTo(1);

    assertThat(sentences())
        .first()
        .asString()
        .startsWith("joist: the job failed: Lengths/Map/ParMultiDo(Anonymous) failed:");
  }

  @Test
  void aTransformThatNobodyKnowsIsRefusedBeforeAnythingRuns() {
    assertThat(run("UnknownTransformProgram")).isEqualTo(65);

    assertThat(sentences())
        .startsWith(
            "joist: SendAway: dev.joist.examples.UnknownTransformProgram$Teleport has no parts and"
                + " is of no kind that Beam can name, so it is not supported; give it an expansion"
                + " (docs/translation.md, \"What is refused\")");
    assertThat(UnknownTransformProgram.elementsSeen()).isZero();
  }

  /** What was said, but for the last line: it tells how to learn more. */
  private List<String> sentences() {
    List<String> lines = err.toString().lines().toList();
    assertThat(lines).last().asString().startsWith("joist: 'joist run ");
    return lines.subList(0, lines.size() - 1);
  }

  private int run(String program, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "run";
    arguments[1] = program;
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Main.commandLine(
            new BeamJobs(), new Suites(List.of()), () -> new Checkout(Path.of("..")))
        .setOut(new PrintWriter(new StringWriter(), true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
