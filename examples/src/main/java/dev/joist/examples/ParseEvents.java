// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns JSON lines into events at their event time.
 *
 * <p>A line that is no event goes to {@link #MALFORMED} as {@code {"line":…,"reason":…}} and is
 * counted; the first few that an instance meets are logged.
 */
final class ParseEvents extends DoFn<String, UserEvent> {

  static final TupleTag<UserEvent> EVENTS = new TupleTag<>("events") {};
  static final TupleTag<String> MALFORMED = new TupleTag<>("malformed") {};
  static final String PARSED_COUNTER = "eventsParsed";
  static final String MALFORMED_COUNTER = "eventsMalformed";

  private static final Logger LOG = LoggerFactory.getLogger(ParseEvents.class);
  private static final int LINES_LOGGED = 5;
  private static final int CHARS_LOGGED = 200;

  private final Counter parsed = Metrics.counter(ParseEvents.class, PARSED_COUNTER);
  private final Counter malformed = Metrics.counter(ParseEvents.class, MALFORMED_COUNTER);
  private transient int linesLogged;

  /** Parses one line. */
  @ProcessElement
  public void parse(@Element String line, MultiOutputReceiver out) {
    try {
      UserEvent event = EventJson.parse(line);
      out.get(EVENTS).outputWithTimestamp(event, Instant.ofEpochMilli(event.eventTimeMillis()));
      parsed.inc();
    } catch (MalformedEventException e) {
      String reason = String.valueOf(e.getMessage());
      out.get(MALFORMED).output(EventJson.formatMalformed(line, reason));
      malformed.inc();
      log(line, reason);
    }
  }

  private void log(String line, String reason) {
    if (linesLogged < LINES_LOGGED) {
      linesLogged++;
      LOG.warn(
          "Not an event, left out: {}, in the line: {}{}",
          reason,
          line.substring(0, Math.min(line.length(), CHARS_LOGGED)),
          line.length() > CHARS_LOGGED ? "…" : "");
    }
  }
}
