// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo.Timing;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowElementsTest {

  private static final PaneInfo LATE = PaneInfo.createPane(false, true, Timing.LATE, 3, 2);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 1023, 1024, 1025, 5000})
  void areThoseThatWereAdded(int count) {
    for (BoundedWindow window : List.of(window(0, 10), GlobalWindow.INSTANCE)) {
      List<WindowedValue<Integer>> expected = new ArrayList<>();
      WindowElements<Integer> elements = new WindowElements<>(window);
      for (int i = 0; i < count; i++) {
        WindowedValue<Integer> element = element(window, i);
        expected.add(element);
        elements.add(element);
      }

      assertThat(elements.size()).isEqualTo(count);
      assertThat(elements).isEqualTo(expected);
      assertThat(elements.stream().map(WindowElementsTest::shown))
          .isEqualTo(expected.stream().map(WindowElementsTest::shown).toList());
    }
  }

  @Test
  void keepWhatIsKnownOfAnElementBesideValueAndTimestamp() {
    WindowElements<Integer> elements = new WindowElements<>(window(0, 10));
    elements.add(
        WindowedValues.of(1, Instant.ofEpochMilli(5), window(0, 10), PaneInfo.NO_FIRING, true));

    assertThat(elements.get(0).causedByDrain()).isTrue();
  }

  @Test
  void areGoneWhenCleared() {
    WindowElements<Integer> elements = new WindowElements<>(window(0, 10));
    for (int i = 0; i < 3000; i++) {
      elements.add(element(window(0, 10), i));
    }
    elements.clear();
    elements.add(element(window(0, 10), 8));

    assertThat(elements).containsExactly(element(window(0, 10), 8));
  }

  /** Every fifth comes of a trigger, and every seventh is null. */
  private static WindowedValue<Integer> element(BoundedWindow window, int i) {
    return WindowedValues.of(
        i % 7 == 0 ? null : i,
        Instant.ofEpochMilli(i % 10),
        window,
        i % 5 == 0 ? LATE : PaneInfo.NO_FIRING);
  }

  private static String shown(WindowedValue<Integer> element) {
    return "%s at %s in %s, %s"
        .formatted(
            element.getValue(),
            element.getTimestamp(),
            element.getWindows(),
            element.getPaneInfo());
  }
}
