// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LongTreeTest {

  @Test
  void behavesAsASortedMapThatIsCopiedAtEachChange() {
    Random random = new Random(3);
    LongTree<Integer> tree = LongTree.of();
    NavigableMap<Long, Integer> expected = new TreeMap<>();
    List<LongTree<Integer>> olderTrees = new ArrayList<>();
    List<NavigableMap<Long, Integer>> olderMaps = new ArrayList<>();
    for (int step = 0; step < 4_000; step++) {
      long key = random.nextInt(400) - 200L;
      long limit = key + random.nextInt(20);
      switch (random.nextInt(8)) {
        case 0 -> {
          tree = tree.without(key);
          expected.remove(key);
        }
        case 1 -> {
          tree = tree.withoutRange(key, limit);
          expected.subMap(key, true, limit, false).clear();
        }
        default -> {
          tree = tree.with(key, step);
          expected.put(key, step);
        }
      }
      assertThat(tree.get(key)).isEqualTo(expected.get(key));
      assertThat(contentOf(tree.entries(key, limit)))
          .isEqualTo(expected.subMap(key, true, limit, false));
      if (step % 100 == 0) {
        olderTrees.add(tree);
        olderMaps.add(new TreeMap<>(expected));
      }
    }

    for (int i = 0; i < olderTrees.size(); i++) {
      assertThat(contentOf(olderTrees.get(i).entries())).isEqualTo(olderMaps.get(i));
    }
  }

  @Test
  void holdsTheLowestAndTheHighestKeyThereAre() {
    LongTree<String> tree =
        LongTree.<String>of().with(Long.MAX_VALUE, "last").with(Long.MIN_VALUE, "first");

    assertThat(contentOf(tree.entries()).values()).containsExactly("first", "last");
    assertThat(contentOf(tree.entries(Long.MIN_VALUE, Long.MAX_VALUE)).values())
        .containsExactly("first");
    assertThat(tree.without(Long.MAX_VALUE).without(Long.MIN_VALUE).isEmpty()).isTrue();
  }

  private static <V> NavigableMap<Long, V> contentOf(Iterable<LongTree.Entry<V>> entries) {
    NavigableMap<Long, V> content = new TreeMap<>();
    entries.forEach(entry -> content.put(entry.key(), entry.value()));
    return content;
  }
}
