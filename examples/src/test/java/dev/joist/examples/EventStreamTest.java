// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {

  @Test
  void makesTheSameEventsFromTheSameSeedForever() {
    assertThat(new EventStream(3, 1, 100).event(0))
        .isEqualTo(new UserEvent("user-00068", 1_036_12, 1_767_225_604_559L));
    assertThat(events(new EventStream(1_000, 1, 100)))
        .isEqualTo(events(new EventStream(1_000, 1, 100)));
  }

  @Test
  void makesOtherEventsFromAnotherSeed() {
    assertThat(events(new EventStream(1_000, 1, 100)))
        .doesNotContainAnyElementsOf(events(new EventStream(1_000, 2, 100)));
  }

  @Test
  void isOutOfOrderButNeverBeyondTheDisorder() {
    List<UserEvent> events = events(new EventStream(20_000, 9, 10));

    long newestMillis = events.get(0).eventTimeMillis();
    long mostLateMillis = 0;
    for (UserEvent event : events) {
      mostLateMillis = Math.max(mostLateMillis, newestMillis - event.eventTimeMillis());
      newestMillis = Math.max(newestMillis, event.eventTimeMillis());
    }
    assertThat(mostLateMillis).isBetween(4_000L, EventStream.DISORDER_MILLIS);
  }

  @Test
  void spreadsUsersAndAmountsOnBothSidesOfTheThreshold() {
    List<UserEvent> events = events(new EventStream(10_000, 3, 10));

    assertThat(events.stream().map(UserEvent::userId).distinct()).hasSize(10);
    assertThat(events.stream().filter(event -> event.amountCents() > 1_000_00).count())
        .isBetween(4_500L, 5_500L);
    assertThat(events).allMatch(event -> event.amountCents() >= 1);
  }

  @Test
  void refusesNumbersThatMakeNoStream() {
    assertThatThrownBy(() -> new EventStream(-1, 1, 1))
        .hasMessage("--events=-1 is not within 0 and 1000000000000");
    assertThatThrownBy(() -> new EventStream(1, 1, 0))
        .hasMessage("--users=0, but at least 1 is needed");
  }

  private static List<UserEvent> events(EventStream stream) {
    return LongStream.range(0, stream.events()).mapToObj(stream::event).toList();
  }
}
