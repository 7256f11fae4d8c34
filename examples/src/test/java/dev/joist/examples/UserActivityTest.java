// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserActivityTest {

  private static final String RUNNERS = "dev.joist.examples.Runners#all";
  private static final long MINUTE = 60_000;

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void aggregatesLargeAmountsOfEachUserAndWindowWhateverTheirOrder(String runner)
      throws IOException {
    write(
        event("bob", "1500.00", 6 * MINUTE),
        event("ann", "1000.01", 5 * MINUTE - 1),
        event("ann", "1000.00", 1),
        event("ann", "9000.10", 5 * MINUTE),
        event("ann", "3000.20", 0),
        event("bob", "-5000", 6 * MINUTE),
        event("bob", "2500.50", 5 * MINUTE));

    run(runner, "--input=" + input());

    assertThat(Outputs.lines(output()))
        .containsExactlyInAnyOrder(
            result("ann", "00", "05", "\"count\":2,\"sum\":4000.21,\"max\":3000.20"),
            result("ann", "05", "10", "\"count\":1,\"sum\":9000.10,\"max\":9000.10"),
            result("bob", "05", "10", "\"count\":2,\"sum\":4000.50,\"max\":2500.50"));
    assertThat(Outputs.files(output())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void givesTheSameLinesLiveAndFromAFile(String runner) throws IOException {
    String[] generated = {"--events=15000", "--seed=7", "--users=20"};
    UserActivity.emit(new EventStream(15_000, 7, 20), input().toString());
    Path live = folder.resolve("live").resolve("activity");

    run(runner, "--input=" + input());
    run(runner, with(generated, "--output=" + live));

    List<String> fromFile = Outputs.lines(output());
    assertThat(fromFile).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(Outputs.lines(live)).containsExactlyInAnyOrderElementsOf(fromFile);
    assertThat(Outputs.files(live)).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void putsLinesThatAreNoEventsAsideAndCountsThem(String runner) throws IOException {
    write(event("ann", "2000", 0), "{\"userId\":\"ann\"}", "", "not JSON");
    Path dead = folder.resolve("dead").resolve("letters");

    PipelineResult result = run(runner, "--input=" + input(), "--deadLetters=" + dead);

    assertThat(Outputs.lines(output()))
        .containsExactly(result("ann", "00", "05", "\"count\":1,\"sum\":2000.00,\"max\":2000.00"));
    assertThat(Outputs.lines(dead))
        .hasSize(3)
        .contains(
            "{\"line\":\"{\\\"userId\\\":\\\"ann\\\"}\",\"reason\":\"amount is missing\"}",
            "{\"line\":\"\",\"reason\":\"the line is empty\"}")
        .anyMatch(line -> line.startsWith("{\"line\":\"not JSON\",\"reason\":\"no JSON: "));
    assertThat(UserActivity.counted(result, ParseEvents.PARSED_COUNTER)).isEqualTo(1);
    assertThat(UserActivity.counted(result, ParseEvents.MALFORMED_COUNTER)).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void acceptsDeadLettersOfLiveEvents(String runner) throws IOException {
    Path dead = folder.resolve("dead").resolve("letters");

    run(runner, "--events=100", "--deadLetters=" + dead);

    assertThat(Outputs.lines(output())).isNotEmpty();
    assertThat(Outputs.lines(dead)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void writesNothingForAnEmptyFile(String runner) throws IOException {
    write();

    run(runner, "--input=" + input());

    assertThat(Outputs.lines(output())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void namesTheFileThatIsMissing(String runner) {
    assertThatThrownBy(() -> run(runner, "--input=" + input()))
        .hasRootCauseInstanceOf(FileNotFoundException.class)
        .hasStackTraceContaining("No files matched spec: " + input());
  }

  @Test
  void writesTheEventsThatItGeneratesBeforeItRuns() throws IOException {
    UserActivity.main(args("DirectRunner", "--events=3", "--seed=2", "--emitEvents=" + input()));

    var stream = new EventStream(3, 2, 100);
    assertThat(Files.readAllLines(input()))
        .containsExactly(
            EventJson.format(stream.event(0)),
            EventJson.format(stream.event(1)),
            EventJson.format(stream.event(2)));
    assertThat(Outputs.files(output())).isNotEmpty();
  }

  @Test
  void refusesToEmitEventsThatItDoesNotGenerate() {
    assertThatThrownBy(() -> run("DirectRunner", "--input=a", "--emitEvents=b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--emitEvents=b writes generated events, but --input=a asks for those of a file;"
                + " leave one out");
  }

  private PipelineResult run(String runner, String... args) {
    UserActivityOptions options =
        PipelineOptionsFactory.fromArgs(args(runner, args))
            .withValidation()
            .as(UserActivityOptions.class);
    PipelineResult result = UserActivity.pipeline(options).run();
    assertThat(result.waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
    return result;
  }

  /** The arguments, writing to {@link #output} unless they say otherwise. */
  private String[] args(String runner, String... args) {
    boolean hasOutput = Stream.of(args).anyMatch(arg -> arg.startsWith("--output="));
    String[] all = with(args, "--runner=" + runner);
    return hasOutput ? all : with(all, "--output=" + output());
  }

  private static String[] with(String[] args, String more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  private Path input() {
    return folder.resolve("events.jsonl");
  }

  private Path output() {
    return folder.resolve("out").resolve("activity");
  }

  private void write(String... lines) throws IOException {
    Files.write(input(), List.of(lines));
  }

  private static String event(String userId, String amount, long eventTimeMillis) {
    return "{\"userId\":\"%s\",\"amount\":%s,\"event_time_ms\":%d}"
        .formatted(userId, amount, eventTimeMillis);
  }

  private static String result(String userId, String from, String to, String stats) {
    return "{\"userId\":\"%s\",\"windowStart\":\"1970-01-01T00:%s:00.000Z\",\"windowEnd\":\"1970-01-01T00:%s:00.000Z\",%s}"
        .formatted(userId, from, to, stats);
  }
}
