// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkedListTest {

  @Test
  void keepsTheOrderOfAdditionOverManyChunks() {
    ChunkedList<Integer> list = ChunkedList.of();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      list = list.plus(i);
      expected.add(i);
    }

    assertThat(new ArrayList<>(list)).isEqualTo(expected);
    for (int i = 0; i < 10_000; i++) {
      assertThat(list.get(i)).isEqualTo(i);
    }
  }

  @Test
  void doesNotShowWhatIsAddedToALongerList() {
    ChunkedList<String> shorter = ChunkedList.<String>of().plus("a").plus("b");

    ChunkedList<String> longer = shorter.plus("c");

    assertThat(shorter).containsExactly("a", "b");
    assertThat(longer).containsExactly("a", "b", "c");
  }

  @Test
  void growsIntoSeveralListsFromTheSamePlace() {
    Random random = new Random(2);
    List<ChunkedList<Integer>> lists = new ArrayList<>(List.of(ChunkedList.<Integer>of()));
    List<List<Integer>> expected = new ArrayList<>(List.of(List.<Integer>of()));
    for (int i = 0; i < 5_000; i++) {
      // Mostly from one of the newest lists, so that some become long.
      int from = Math.max(0, lists.size() - 1 - random.nextInt(5));
      lists.add(lists.get(from).plus(i));
      List<Integer> longer = new ArrayList<>(expected.get(from));
      longer.add(i);
      expected.add(longer);
    }

    for (int i = 0; i < lists.size(); i += 97) {
      assertThat(new ArrayList<>(lists.get(i))).isEqualTo(expected.get(i));
    }
    assertThat(lists.get(lists.size() - 1)).hasSizeGreaterThan(1_100);
  }

  @Test
  void leavesTheEmptyListEmpty() {
    ChunkedList<String> first = ChunkedList.<String>of().plus("first");
    ChunkedList<String> second = ChunkedList.<String>of().plus("second");

    assertThat(ChunkedList.of()).isEmpty();
    assertThat(first).containsExactly("first");
    assertThat(second).containsExactly("second");
  }
}
