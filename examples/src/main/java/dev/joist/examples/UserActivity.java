// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * What each user spent in every five minutes, counting only amounts above 1,000: parse, filter, key
 * by user, window by event time, aggregate, write.
 *
 * <p>The events come from a file, or live and out of order from {@link GeneratedEvents}. It is one
 * pipeline for both, and the same events give the same lines; a file's come in one file, live ones
 * in a file for each window when the window closes.
 */
public final class UserActivity {

  private static final long THRESHOLD_CENTS = 1_000_00;
  private static final Duration WINDOW = Duration.standardMinutes(5);

  private UserActivity() {}

  /** Runs the program and says where its result is. */
  public static void main(String[] args) throws IOException {
    UserActivityOptions options =
        PipelineOptionsFactory.fromArgs(args).withValidation().as(UserActivityOptions.class);
    Pipeline pipeline = pipeline(options);
    if (options.getEmitEvents() != null) {
      emit(stream(options), options.getEmitEvents());
    }
    PipelineResult result = pipeline.run();
    if (result.waitUntilFinish() == PipelineResult.State.DONE) {
      System.out.printf(
          "%d events were read and %d lines left out; the activity of each user is in %s-*%n",
          counted(result, ParseEvents.PARSED_COUNTER),
          counted(result, ParseEvents.MALFORMED_COUNTER),
          options.getOutput());
    }
  }

  /** The pipeline that {@code options} ask for, ready to run. */
  static Pipeline pipeline(UserActivityOptions options) {
    if (options.getInput() != null && options.getEmitEvents() != null) {
      throw new IllegalArgumentException(
          ("--emitEvents=%s writes generated events, but --input=%s asks for those of a file;"
                  + " leave one out")
              .formatted(options.getEmitEvents(), options.getInput()));
    }
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple parsed =
        lines(pipeline.begin(), options)
            .apply(
                "ParseEvents",
                ParDo.of(new ParseEvents())
                    .withOutputTags(ParseEvents.EVENTS, TupleTagList.of(ParseEvents.MALFORMED)));
    PCollection<UserEvent> events = parsed.get(ParseEvents.EVENTS).setCoder(UserEventCoder.of());
    write("WriteActivity", activity(events), options.getOutput());
    if (options.getDeadLetters() != null) {
      write("WriteDeadLetters", deadLetters(parsed), options.getDeadLetters());
    }
    return pipeline;
  }

  private static PCollection<String> lines(PBegin begin, UserActivityOptions options) {
    if (options.getInput() == null) {
      return begin.apply(
          "GenerateEvents",
          Read.from(GeneratedEvents.of(stream(options), options.getRate(), Clock.systemUTC())));
    }
    return begin.apply(
        "ReadEvents",
        TextIO.read()
            .from(options.getInput())
            .withEmptyMatchTreatment(EmptyMatchTreatment.DISALLOW));
  }

  private static PCollection<String> activity(PCollection<UserEvent> events) {
    return events
        .apply("LargeAmounts", Filter.by(event -> event.amountCents() > THRESHOLD_CENTS))
        .apply("ByUser", WithKeys.of(UserEvent::userId).withKeyType(TypeDescriptors.strings()))
        .apply("FiveMinutes", Window.into(FixedWindows.of(WINDOW)))
        .apply("Aggregate", Combine.perKey(new EventAggregator()))
        .apply("FormatActivity", ParDo.of(new FormatActivity()));
  }

  /** Lines of a file have no time of their own: only live ones can go to a file a window. */
  private static PCollection<String> deadLetters(PCollectionTuple parsed) {
    PCollection<String> malformed = parsed.get(ParseEvents.MALFORMED);
    return malformed.isBounded() == PCollection.IsBounded.BOUNDED
        ? malformed
        : malformed.apply("DeadLetterWindow", Window.into(FixedWindows.of(WINDOW)));
  }

  /** Writes one file of all that is bounded, and a file a window of what is not. */
  private static void write(String name, PCollection<String> lines, String prefix) {
    TextIO.Write write = TextIO.write().to(prefix).withNumShards(1);
    if (lines.isBounded() == PCollection.IsBounded.UNBOUNDED) {
      write = write.withWindowedWrites().withShardNameTemplate("-W-P-SSSSS-of-NNNNN");
    }
    lines.apply(name, write);
  }

  private static EventStream stream(UserActivityOptions options) {
    return new EventStream(options.getEvents(), options.getSeed(), options.getUsers());
  }

  /** Writes the events of {@code stream} to {@code file}, one JSON line each, in their order. */
  static void emit(EventStream stream, String file) throws IOException {
    var channel = FileSystems.create(FileSystems.matchNewResource(file, false), "text/plain");
    try (var out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
      for (long index = 0; index < stream.events(); index++) {
        out.write(EventJson.format(stream.event(index)));
        out.write('\n');
      }
    }
  }

  /** What the run counted under the name {@code counter}, over all attempts. */
  static long counted(PipelineResult result, String counter) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(ParseEvents.class, counter))
            .build();
    long total = 0;
    for (MetricResult<Long> metric : result.metrics().queryMetrics(filter).getCounters()) {
      total += metric.getAttempted();
    }
    return total;
  }
}
