// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.JoistRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler.BadRecordErrorHandler;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every line that is written is in a file, or with the error handler, whatever bundles do. */
@Timeout(300)
class FileWritesTest {

  private static final int LINES = 400;
  private static final int MANY_LINES = 6_000;
  private static final int PARTS = 16;
  private static final int WINDOWS = 4;
  private static final Duration WINDOW = Duration.standardMinutes(1);
  private static final Map<String, Queue<String>> REFUSED = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  static Stream<Arguments> boundedWrites() {
    List<String> runs =
        List.of(
            "", "--maxBundleSize=10", "--streaming=true", "--streaming=true --maxBundleSize=10");
    return Arrays.stream(FileWrite.values())
        .flatMap(write -> runs.stream().map(run -> Arguments.of(write, run)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("boundedWrites")
  void keepsEachLineOfBoundedInput(FileWrite write, String run) throws IOException {
    Pipeline pipeline = pipeline(run.split(" "));

    write(boundedLines(pipeline), write);

    assertThatAllLinesArrive(pipeline, write);
  }

  @ParameterizedTest
  @EnumSource
  void keepsEachLineOfBoundedInputInWindows(FileWrite write) throws IOException {
    Pipeline pipeline = pipeline("--streaming=true", "--maxBundleSize=10");

    write(boundedLines(pipeline).apply(Window.into(FixedWindows.of(WINDOW))), write);

    assertThatAllLinesArrive(pipeline, write);
  }

  @ParameterizedTest
  @EnumSource
  void keepsEachLineOfBoundedInputWithATrigger(FileWrite write) throws IOException {
    Pipeline pipeline = pipeline("--streaming=true", "--maxBundleSize=10");

    write(boundedLines(pipeline).apply(inManyPanes()), write);

    assertThatAllLinesArrive(pipeline, write);
  }

  @ParameterizedTest
  @EnumSource
  void keepsEachLineBesideAnUnboundedSource(FileWrite write) throws IOException {
    Pipeline pipeline = pipeline("--maxBundleSize=10");
    pipeline.apply(TestStream.create(StringUtf8Coder.of()).advanceWatermarkToInfinity());

    write(boundedLines(pipeline), write);

    assertThatAllLinesArrive(pipeline, write);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"TEXT", "FILES_NAMED_BY_SHARD"})
  void keepsEachLineOfUnboundedInput(FileWrite write) throws IOException {
    Pipeline pipeline = pipeline("--maxBundleSize=10");

    write(unboundedLines(pipeline).apply(inManyPanes()), write);

    assertThatAllLinesArrive(pipeline, write);
  }

  @ParameterizedTest
  @EnumSource(names = {"TEXT", "WINDOWED_TEXT", "FILES"})
  void fillsFewFilesFromSmallBundles(FileWrite write) throws IOException {
    Pipeline pipeline = pipeline("--streaming=true", "--maxBundleSize=10", "--parallelism=2");

    write(boundedLines(pipeline), write);

    assertThatAllLinesArrive(pipeline, write);
    assertThat(files()).hasSizeBetween(1, 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--streaming=true"})
  void makesAboutOneFileForEachOfManyDestinations(String run) throws IOException {
    Pipeline pipeline = pipeline("--parallelism=2", run);

    boundedLines(pipeline, MANY_LINES).apply(FileWrite.byRemainder(300, folder.toString()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(writtenLines()).hasSize(MANY_LINES).doesNotHaveDuplicates();
    // Each of two bundles writes to as many destinations as it may have open files.
    assertThat(files()).hasSizeBetween(300, 300 + 2 * 21 + 20);
  }

  @Test
  void makesAboutOneFileForEachOfManyDestinationsInAWindowOfUnboundedInput() throws IOException {
    Pipeline pipeline = pipeline("--parallelism=2");

    boundedLines(pipeline, MANY_LINES)
        .setIsBoundedInternal(IsBounded.UNBOUNDED)
        .apply(Window.into(FixedWindows.of(WINDOW)))
        .apply(FileWrite.byRemainder(100, folder.toString()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(writtenLines()).hasSize(MANY_LINES).doesNotHaveDuplicates();
    assertThat(files()).hasSizeBetween(WINDOWS * 100, WINDOWS * 100 + 50);
  }

  private static PCollection<String> boundedLines(Pipeline pipeline) {
    return boundedLines(pipeline, LINES);
  }

  private static PCollection<String> boundedLines(Pipeline pipeline, int count) {
    return pipeline
        .apply(GenerateSequence.from(0).to(count))
        .apply(MapElements.into(TypeDescriptors.strings()).via(number -> "line " + number))
        .apply(WithTimestamps.of(FileWritesTest::timestamp));
  }

  /** Half of them come in time, the other half late. */
  private static PCollection<String> unboundedLines(Pipeline pipeline) {
    TestStream.Builder<Integer> parts = TestStream.create(VarIntCoder.of());
    for (int part = 0; part < PARTS; part++) {
      if (part == PARTS / 2) {
        parts = parts.advanceWatermarkTo(Instant.EPOCH.plus(WINDOW.multipliedBy(WINDOWS)));
      }
      Instant timestamp = Instant.EPOCH.plus(WINDOW.multipliedBy(part % WINDOWS));
      parts = parts.addElements(TimestampedValue.of(part, timestamp));
    }
    return pipeline
        .apply(parts.advanceWatermarkToInfinity())
        .apply(
            FlatMapElements.into(TypeDescriptors.strings())
                .via(part -> lines().skip(part * (LINES / PARTS)).limit(LINES / PARTS).toList()));
  }

  private static Stream<String> lines() {
    return IntStream.range(0, LINES).mapToObj(number -> "line " + number);
  }

  /** Neighbours are in different windows. */
  private static Instant timestamp(String line) {
    return Instant.EPOCH.plus(WINDOW.multipliedBy(Math.floorMod(line.hashCode(), WINDOWS)));
  }

  private static Window<String> inManyPanes() {
    return Window.<String>into(FixedWindows.of(WINDOW))
        .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
        .withAllowedLateness(WINDOW.multipliedBy(10))
        .discardingFiredPanes();
  }

  private void write(PCollection<String> lines, FileWrite write) {
    REFUSED.put(folder.toString(), new ConcurrentLinkedQueue<>());
    try (BadRecordErrorHandler<PCollection<Void>> errors =
        lines.getPipeline().registerBadRecordErrorHandler(new Remember(folder.toString()))) {
      write.apply(lines, folder.toString(), errors);
    }
  }

  private void assertThatAllLinesArrive(Pipeline pipeline, FileWrite write) throws IOException {
    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);

    boolean refuses = write.refusesBadLines();
    List<String> expected = lines().filter(line -> !refuses || !FileWrite.isBad(line)).toList();
    assertThat(writtenLines())
        .hasSameSizeAs(expected)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(REFUSED.getOrDefault(folder.toString(), new ConcurrentLinkedQueue<>()))
        .hasSize(refuses ? (int) lines().filter(FileWrite::isBad).count() : 0);
  }

  private List<String> writtenLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files()) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  private static Pipeline pipeline(String... args) {
    String[] given = Arrays.stream(args).filter(arg -> !arg.isEmpty()).toArray(String[]::new);
    PipelineOptions options = PipelineOptionsFactory.fromArgs(given).create();
    options.setRunner(JoistRunner.class);
    return Pipeline.create(options);
  }

  /** Takes what an error handler is given. */
  private static final class Remember
      extends PTransform<PCollection<BadRecord>, PCollection<Void>> {

    private final String run;

    Remember(String run) {
      this.run = run;
    }

    @Override
    public PCollection<Void> expand(PCollection<BadRecord> records) {
      return records.apply(ParDo.of(new RememberFn(run)));
    }
  }

  private static final class RememberFn extends DoFn<BadRecord, Void> {

    private final String run;

    RememberFn(String run) {
      this.run = run;
    }

    @ProcessElement
    public void process(@Element BadRecord record) {
      requireNonNull(REFUSED.get(run)).add(record.toString());
    }
  }
}
