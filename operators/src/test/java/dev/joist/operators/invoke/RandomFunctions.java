// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import static dev.joist.operators.invoke.RunnerPair.SIDE;
import static dev.joist.operators.invoke.RunnerPair.UNKNOWN;
import static dev.joist.operators.invoke.RunnerPair.UNKNOWN_VIEW;
import static dev.joist.operators.invoke.RunnerPair.VIEW;

import dev.joist.operators.fixture.Elements;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** Functions that do with an element what its value, as a seed, tells them. */
final class RandomFunctions {

  private static final PaneInfo LATE = PaneInfo.createPane(false, false, Timing.LATE, 4, 2);

  private RandomFunctions() {}

  private static TupleTag<String> tag(Random random) {
    return random.nextInt(8) == 0 ? UNKNOWN : SIDE;
  }

  private static Instant near(Instant timestamp, Random random) {
    return random.nextInt(10) == 0
        ? BoundedWindow.TIMESTAMP_MAX_VALUE
        : timestamp.plus(Duration.millis(random.nextInt(20) - 9L));
  }

  private static List<BoundedWindow> windows(Random random) {
    BoundedWindow other = Elements.window(30, 40);
    return switch (random.nextInt(10)) {
      case 0 -> List.of();
      case 1, 2, 3 -> List.of(GlobalWindow.INSTANCE, other);
      default -> List.of(other);
    };
  }

  private abstract static class Skewed<OutputT> extends DoFn<Long, OutputT> {

    private final Duration skew;

    Skewed(Duration skew) {
      this.skew = skew;
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated for users, but to be respected.
    public Duration getAllowedTimestampSkew() {
      return skew;
    }
  }

  static final class Echo extends DoFn<Long, String> {
    @ProcessElement
    public void process(@Element Long seed, OutputReceiver<String> output) {
      output.output(Long.toString(seed));
    }
  }

  static final class ByContext extends Skewed<String> {

    ByContext(Duration skew) {
      super(skew);
    }

    @ProcessElement
    public void process(ProcessContext c) {
      Random random = new Random(c.element());
      String value = c.element() + " " + c.pane() + c.currentRecordId() + c.currentRecordOffset();
      for (int i = 0; i < random.nextInt(4); i++) {
        switch (random.nextInt(9)) {
          case 0 -> c.output(value);
          case 1 -> c.outputWithTimestamp(value, near(c.timestamp(), random));
          case 2 ->
              c.outputWindowedValue(value, near(c.timestamp(), random), windows(random), LATE);
          case 3 -> c.output(tag(random), value);
          case 4 -> c.outputWithTimestamp(tag(random), value, near(c.timestamp(), random));
          case 5 ->
              c.outputWindowedValue(
                  tag(random), value, near(c.timestamp(), random), windows(random), LATE);
          case 6 -> c.output(c.getPipelineOptions().getJobName());
          default -> missing(c, random);
        }
      }
    }

    @SuppressWarnings("NullAway") // What is missing is what this is about.
    private static void missing(DoFn<Long, String>.ProcessContext c, Random random) {
      Instant now = c.timestamp();
      switch (random.nextInt(30)) {
        case 0 -> c.output(null, "none");
        case 1 -> c.outputWithTimestamp(null, "none", now);
        case 2 -> c.outputWithTimestamp("no time", null);
        case 3 -> c.outputWindowedValue("no windows", now, null, LATE);
        case 4 -> c.outputWindowedValue("no pane", now, windows(random), null);
        case 5 -> c.outputWindowedValue(null, "none", now, windows(random), LATE);
        case 6 -> c.output(null);
        case 7 -> c.outputWindowedValue("no time", null, windows(random), LATE);
        default -> c.output("all there");
      }
    }
  }

  static final class ByReceivers extends Skewed<String> {

    ByReceivers(Duration skew) {
      super(skew);
    }

    @ProcessElement
    public void process(
        @Element Long seed,
        @Timestamp Instant timestamp,
        PaneInfo pane,
        OutputReceiver<String> main,
        MultiOutputReceiver all) {
      Random random = new Random(seed);
      for (int i = 0; i < random.nextInt(4); i++) {
        OutputReceiver<String> output = random.nextBoolean() ? main : all.get(tag(random));
        switch (random.nextInt(4)) {
          case 0 -> output.output(seed + " " + pane);
          case 1 -> output.outputWithTimestamp("at", near(timestamp, random));
          case 2 ->
              output.outputWindowedValue("in", near(timestamp, random), windows(random), LATE);
          default -> missing(output, all, timestamp, random);
        }
      }
    }

    @SuppressWarnings("NullAway") // What is missing is what this is about.
    private static void missing(
        OutputReceiver<String> output, MultiOutputReceiver all, Instant now, Random random) {
      switch (random.nextInt(20)) {
        case 0 -> output.outputWithTimestamp("no time", null);
        case 1 -> output.outputWindowedValue("no windows", now, null, LATE);
        case 2 -> output.outputWindowedValue("no pane", now, windows(random), null);
        case 3 -> all.<String>get(null).output("to the main output");
        case 4 -> all.getRowReceiver(SIDE);
        case 5 -> all.getRowReceiver(UNKNOWN);
        case 6 -> output.output(null);
        default -> output.output("all there");
      }
    }
  }

  static final class ByBuilders extends Skewed<String> {

    ByBuilders(Duration skew) {
      super(skew);
    }

    @ProcessElement
    public void process(
        @Element Long seed,
        @Timestamp Instant timestamp,
        OutputReceiver<String> main,
        MultiOutputReceiver all) {
      Random random = new Random(seed);
      var builder = (random.nextBoolean() ? main : all.get(tag(random))).builder("built");
      if (random.nextBoolean()) {
        builder.setTimestamp(near(timestamp, random));
      }
      if (random.nextBoolean()) {
        builder.setWindows(windows(random));
      }
      if (random.nextBoolean()) {
        builder.setPaneInfo(LATE);
      }
      if (random.nextBoolean()) {
        builder.setValue("built otherwise");
      }
      builder.output();
      main.builder(builder.getValue() + builder.getTimestamp() + builder.getWindows()).output();
    }
  }

  static final class OfWindows extends DoFn<Long, String> {
    @ProcessElement
    public void process(BoundedWindow window, ProcessContext c) {
      Random random = new Random(c.element());
      c.output(window.toString());
      if (random.nextBoolean()) {
        c.output(String.valueOf(c.sideInput(UNKNOWN_VIEW)));
      }
    }
  }

  static final class OfSideInputs extends DoFn<Long, String> {
    @ProcessElement
    public void process(@SideInput("view") Iterable<String> view, ProcessContext c) {
      Random random = new Random(c.element());
      c.output("%s %s".formatted(view, c.sideInput(VIEW)));
      if (random.nextInt(4) == 0) {
        c.output(String.valueOf(c.sideInput(UNKNOWN_VIEW)));
      }
    }
  }

  static final class OfRows extends DoFn<Long, Row> {

    static final Schema SCHEMA = Schema.builder().addInt64Field("seed").build();

    @ProcessElement
    public void process(
        @Element Long seed,
        @Timestamp Instant timestamp,
        OutputReceiver<Row> rows,
        MultiOutputReceiver all) {
      Random random = new Random(seed);
      Row row = Row.withSchema(SCHEMA).addValue(seed).build();
      switch (random.nextInt(4)) {
        case 0 -> rows.output(row);
        case 1 -> rows.outputWithTimestamp(row, near(timestamp, random));
        case 2 -> rows.outputWindowedValue(row, near(timestamp, random), windows(random), LATE);
        default -> all.getRowReceiver(new TupleTag<Row>("main")).output(row);
      }
    }
  }

  static final class OfBundles extends DoFn<Long, String> {

    private int elements;

    @StartBundle
    public void start(StartBundleContext c) {
      elements += c.getPipelineOptions().getJobName().isEmpty() ? 100 : 0;
    }

    @ProcessElement
    public void process(ProcessContext c, BundleFinalizer finalizer) {
      elements++;
      finalizer.afterBundleCommit(c.timestamp(), () -> {});
    }

    @FinishBundle
    public void finish(FinishBundleContext c, PipelineOptions options) {
      Instant time = Instant.ofEpochMilli(5);
      c.output(elements + options.getJobName(), time, GlobalWindow.INSTANCE);
      c.output(SIDE, "side", time, Elements.window(0, 10));
      elements = 0;
      throw new IllegalStateException("at the end of the bundle");
    }
  }

  static final class Failing extends DoFn<Long, String> {
    @ProcessElement
    public void process(ProcessContext c) throws IOException {
      switch (new Random(c.element()).nextInt(4)) {
        case 0 -> throw new IOException("no disk");
        case 1 -> throw new IllegalArgumentException("no argument");
        case 2 -> throw new AssertionError("no error");
        default -> c.output("no failure");
      }
    }
  }
}
