// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;
import org.jspecify.annotations.Nullable;

/** The command line of {@link UserActivity}. */
public interface UserActivityOptions extends PipelineOptions {

  /** Events to read; null for generated ones. */
  @Description(
      "File or glob of JSON lines {userId, amount, event_time_ms} to read; without it, events are"
          + " generated")
  @Nullable String getInput();

  /** Sets the events to read. */
  void setInput(@Nullable String input);

  /** Number of events to generate. */
  @Description("Number of events to generate")
  @Default.Long(100_000)
  long getEvents();

  /** Sets the number of events to generate. */
  void setEvents(long events);

  /** Pace of the generator. */
  @Description("Events a second to generate; 0 for as fast as possible")
  @Default.Long(0)
  long getRate();

  /** Sets the pace of the generator. */
  void setRate(long rate);

  /** Seed of the generator. */
  @Description("Seed of the generator: the same seed, events and users make the same events")
  @Default.Long(1)
  long getSeed();

  /** Sets the seed of the generator. */
  void setSeed(long seed);

  /** Number of users of the generator. */
  @Description("Number of users that generated events are spread over")
  @Default.Integer(100)
  int getUsers();

  /** Sets the number of users of the generator. */
  void setUsers(int users);

  /** Where to write the generated events; null for nowhere. */
  @Description("File to write the generated events to, as JSON lines, before they are processed")
  @Nullable String getEmitEvents();

  /** Sets where to write the generated events. */
  void setEmitEvents(@Nullable String emitEvents);

  /** Where the result goes. */
  @Description(
      "Prefix of the files to write: one for a file read, one a window for generated events")
  @Default.String("target/examples/user-activity")
  @Validation.Required
  String getOutput();

  /** Sets where the result goes. */
  void setOutput(String output);

  /** Where lines that are no events go; null for nowhere. */
  @Description("Prefix of the files for lines that are no events, each with the reason")
  @Nullable String getDeadLetters();

  /** Sets where lines that are no events go. */
  void setDeadLetters(@Nullable String deadLetters);
}
