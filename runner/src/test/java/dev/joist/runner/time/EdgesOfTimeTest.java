// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.CalendarWindows;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.Window.ClosingBehavior;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.DateTimeZone;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where time begins, ends, or is not as long as one thinks. */
@Tag("beside-other-runners")
class EdgesOfTimeTest {

  private static final Duration DAY = Duration.standardDays(1);
  private static final Duration THOUSAND_YEARS = Duration.standardDays(365_000);
  private static final Instant FIRST = BoundedWindow.TIMESTAMP_MIN_VALUE;
  private static final Instant LAST = GlobalWindow.INSTANCE.maxTimestamp();

  @Test
  void elementsAtBothEndsOfTimeAreCountedInFixedWindows() {
    assertThat(countsAtTheEnds(FixedWindows.of(DAY))).hasSize(4);
  }

  @Test
  void elementsAtBothEndsOfTimeAreCountedInSlidingWindows() {
    assertThat(countsAtTheEnds(SlidingWindows.of(DAY).every(Duration.standardHours(12))))
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void elementsAtBothEndsOfTimeAreCountedInSessions() {
    assertThat(countsAtTheEnds(Sessions.withGapDuration(Duration.standardMinutes(1)))).hasSize(4);
  }

  @Test
  void elementsAfterTheGlobalWindowAreNotLost() {
    Instant time = BoundedWindow.TIMESTAMP_MAX_VALUE.minus(Duration.millis(1));

    assertThat(BothRunners.onJoist(pipeline -> count(pipeline, FixedWindows.of(DAY), time)))
        .as("DirectRunner drops such an element and does not tell")
        .singleElement()
        .asString()
        .startsWith("KV{a, 1}");
  }

  private static List<String> countsAtTheEnds(WindowFn<Object, ?> windows) {
    return BothRunners.outcome(
        pipeline -> count(pipeline, windows, FIRST, FIRST.plus(DAY), LAST.minus(DAY), LAST));
  }

  private static PCollection<?> count(
      Pipeline pipeline, WindowFn<Object, ?> windows, Instant... times) {
    List<TimestampedValue<String>> elements =
        List.of(times).stream().map(time -> TimestampedValue.of("a", time)).toList();
    return pipeline
        .apply(Create.timestamped(elements).withCoder(StringUtf8Coder.of()))
        .apply(Window.into(windows))
        .apply(Count.perElement());
  }

  @Test
  void aFanOutSeesTheEmptyPaneWithWhichItsFirstStepCloses() {
    TestStream<String> events =
        TestStream.create(StringUtf8Coder.of())
            .addElements(TimestampedValue.of("a", Instant.EPOCH))
            .advanceWatermarkTo(Instant.EPOCH.plus(DAY))
            .advanceWatermarkToInfinity();

    List<String> panes = BothRunners.outcome(pipeline -> countWithFanOut(pipeline, events));

    assertThat(panes).hasSizeGreaterThanOrEqualTo(3);
  }

  private static PCollection<?> countWithFanOut(Pipeline pipeline, TestStream<String> events) {
    return pipeline
        .apply(events)
        .apply(
            Window.<String>into(FixedWindows.of(Duration.standardMinutes(1)))
                .withAllowedLateness(DAY.multipliedBy(2), ClosingBehavior.FIRE_ALWAYS)
                .accumulatingFiredPanes())
        .apply(WithKeys.of("key"))
        .apply(Combine.<String, String, Long>perKey(Count.combineFn()).withHotKeyFanout(3));
  }

  @Test
  void anAllowedLatenessOfAThousandYearsKeepsWindowsToTheEnd() {
    Instant start = Instant.parse("2026-11-21T00:00:00Z");
    TestStream<String> events =
        TestStream.create(StringUtf8Coder.of())
            .addElements(TimestampedValue.of("a", start))
            .advanceWatermarkTo(start.plus(Duration.standardDays(300_000)))
            .addElements(TimestampedValue.of("a", start.plus(Duration.millis(1))))
            .advanceWatermarkTo(LAST)
            .addElements(TimestampedValue.of("a", start.plus(Duration.millis(2))))
            .advanceWatermarkToInfinity();

    List<String> panes = BothRunners.outcome(pipeline -> countAccumulating(pipeline, events));

    assertThat(panes).hasSizeGreaterThanOrEqualTo(2);
    assertThat(panes.get(0)).startsWith("KV{a, 1}").endsWith("ON_TIME 0");
    assertThat(panes.get(1)).startsWith("KV{a, 2}").endsWith("LATE 1");
  }

  private static PCollection<?> countAccumulating(Pipeline pipeline, TestStream<String> events) {
    return pipeline
        .apply(events)
        .apply(
            Window.<String>into(FixedWindows.of(Duration.standardMinutes(1)))
                .withAllowedLateness(THOUSAND_YEARS)
                .accumulatingFiredPanes())
        .apply(Count.perElement());
  }

  @Test
  void stateIsKeptThroughAnAllowedLatenessOfAThousandYears() {
    Instant start = Instant.parse("2026-11-21T00:00:00Z");
    TestStream<String> events =
        TestStream.create(StringUtf8Coder.of())
            .addElements(TimestampedValue.of("a", start))
            .advanceWatermarkTo(start.plus(Duration.standardDays(300_000)))
            .addElements(TimestampedValue.of("a", start.plus(Duration.millis(1))))
            .advanceWatermarkToInfinity();

    assertThat(BothRunners.outcome(pipeline -> expirations(pipeline, events)))
        .singleElement()
        .asString()
        .startsWith("a seen 2 times");
  }

  private static PCollection<?> expirations(Pipeline pipeline, TestStream<String> events) {
    return pipeline
        .apply(events)
        .apply(
            Window.<String>into(FixedWindows.of(Duration.standardMinutes(1)))
                .withAllowedLateness(THOUSAND_YEARS)
                .discardingFiredPanes())
        .apply(WithKeys.of("a"))
        .apply("CountToTheEnd", ParDo.of(new CountToTheEnd()));
  }

  @Test
  void aDayOfCalendarWindowsHasTwentyThreeOrTwentyFiveHours() {
    DateTimeZone berlin = DateTimeZone.forID("Europe/Berlin");
    String[] times = {
      "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z",
      "2026-03-29T22:00:00Z", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z",
      "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z",
    };
    Instant[] instants = List.of(times).stream().map(Instant::parse).toArray(Instant[]::new);

    List<String> days =
        BothRunners.outcome(
            pipeline -> count(pipeline, CalendarWindows.days(1).withTimeZone(berlin), instants));

    assertThat(days)
        .anyMatch(day -> day.contains("KV{a, 2}") && day.contains("[2026-03-28T23:00:00.000Z.."))
        .anyMatch(day -> day.contains("KV{a, 2}") && day.contains("[2026-10-24T22:00:00.000Z.."))
        .hasSize(6);
  }

  @Test
  void timersFireInOrderWhenTheWatermarkJumpsToInfinity() {
    TestStream<String> events =
        TestStream.create(StringUtf8Coder.of())
            .addElements(TimestampedValue.of("a", Instant.EPOCH))
            .advanceWatermarkToInfinity();

    List<String> firings =
        BothRunners.outcome(
            pipeline ->
                pipeline
                    .apply(events)
                    .apply(WithKeys.of("a"))
                    .apply("Countdown", ParDo.of(new Countdown())));

    assertThat(firings)
        .extracting(firing -> firing.substring(0, firing.indexOf(" @")))
        .containsExactlyInAnyOrder("10", "10 20", "10 20 30");
  }
}
