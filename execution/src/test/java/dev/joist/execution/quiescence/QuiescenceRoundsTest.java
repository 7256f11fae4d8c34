// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.quiescence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.channel.Cut;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuiescenceRoundsTest {

  private final List<Cut> sent = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final QuiescenceRounds<String> rounds = new QuiescenceRounds<>(sent::add);

  @BeforeEach
  void begin() {
    rounds.begin(List.of("a", "b"));
    rounds.register(() -> told.add("first"));
    rounds.register(() -> told.add("second"));
  }

  @Test
  void tellsParticipantsInTheirOrderAfterARoundInWhichNobodyWorked() {
    rounds.request();
    rounds.onMarker("a", marker(1), false);
    assertThat(told).isEmpty();

    rounds.onMarker("b", marker(1), false);
    assertThat(told).containsExactly("first", "second");
    assertThat(sent).containsExactly(marker(1));
  }

  @Test
  void startsAnotherRoundWhenSomebodyWorked() {
    rounds.request();
    rounds.onMarker("a", marker(1), true);
    rounds.onMarker("b", marker(1), false);

    assertThat(told).isEmpty();
    assertThat(sent).containsExactly(marker(1), marker(2));

    rounds.onMarker("b", marker(2), false);
    rounds.onMarker("a", marker(2), false);
    assertThat(told).containsExactly("first", "second");
  }

  @Test
  void joinsARequestToTheRoundThatIsOpen() {
    rounds.request();
    rounds.request();

    assertThat(sent).containsExactly(marker(1));
  }

  @Test
  void isSilentUntilTheNextRequest() {
    rounds.request();
    rounds.onMarker("a", marker(1), false);
    rounds.onMarker("b", marker(1), false);
    assertThat(sent).hasSize(1);

    rounds.request();
    assertThat(sent).containsExactly(marker(1), marker(2));
  }

  @Test
  void countsTheEndOfASubtaskAsWorkAndGoesOnWithoutIt() {
    rounds.request();
    rounds.onMarker("a", marker(1), false);
    rounds.onDone("b");
    assertThat(told).isEmpty();
    assertThat(sent).containsExactly(marker(1), marker(2));

    rounds.onMarker("a", marker(2), false);
    assertThat(told).containsExactly("first", "second");
  }

  @Test
  void endsWithTheLastSubtask() {
    rounds.request();
    rounds.onDone("a");
    rounds.onDone("b");

    assertThat(told).isEmpty();
    assertThat(sent).containsExactly(marker(1));
  }

  @Test
  void refusesAnAnswerToAnotherRound() {
    rounds.request();

    assertThatThrownBy(() -> rounds.onMarker("a", marker(7), false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a answered marker 7 while round 1 is open");
  }

  @Test
  void tellsWhoAskedBeforeARoundWhenAllSubtasksHavePassedItsCut() {
    rounds.whenPassed(() -> told.add("passed"));
    assertThat(sent).containsExactly(passage(1));
    rounds.onMarker("a", passage(1), true);
    assertThat(told).isEmpty();

    rounds.onMarker("b", passage(1), true);
    assertThat(told).containsExactly("passed");
    assertThat(sent).hasSize(1);
  }

  @Test
  void hasWhoAsksDuringARoundWaitForTheNext() {
    rounds.whenPassed(() -> told.add("passed"));
    rounds.onMarker("a", passage(1), true);
    rounds.whenPassed(() -> told.add("passed too"));

    rounds.onMarker("b", passage(1), true);
    assertThat(told).containsExactly("passed");
    assertThat(sent).containsExactly(passage(1), passage(2));
    rounds.onMarker("b", passage(2), true);
    rounds.onDone("a");
    assertThat(told).containsExactly("passed", "passed too");
  }

  @Test
  void looksForQuiescenceWithAMarkerThatIsAPassageToo() {
    rounds.whenPassed(() -> told.add("passed"));
    rounds.request();
    rounds.onMarker("a", passage(1), false);
    rounds.onMarker("b", passage(1), false);
    assertThat(told).containsExactly("passed");
    assertThat(sent).containsExactly(passage(1), marker(2));

    rounds.whenPassed(() -> told.add("passed too"));
    rounds.onMarker("a", marker(2), false);
    rounds.onMarker("b", marker(2), false);
    assertThat(told).containsExactly("passed", "first", "second");
    assertThat(sent).containsExactly(passage(1), marker(2), passage(3));
  }

  private static Cut passage(long id) {
    return new Cut(Cut.Kind.PASSAGE, id);
  }

  private static Cut marker(long id) {
    return new Cut(Cut.Kind.MARKER, id);
  }
}
