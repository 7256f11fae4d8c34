// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrieMapTest {

  /** A key whose hash is one of few, so that keys meet in chains. */
  private record Key(int value, int buckets) {
    @Override
    public int hashCode() {
      return value % buckets;
    }
  }

  @Test
  void behavesAsAMapWhoseReadsAndForksStayAsTheyWere() {
    for (int buckets : new int[] {3, 50, 100_000}) {
      checkAgainstHashMap(buckets);
    }
  }

  private static void checkAgainstHashMap(int buckets) {
    Random random = new Random(buckets);
    TrieMap<Key, Integer> map = new TrieMap<>();
    Map<Key, Integer> expected = new HashMap<>();
    List<Iterable<Map.Entry<Key, Integer>>> reads = new ArrayList<>();
    List<Map<Key, Integer>> expectedReads = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      Key key = new Key(random.nextInt(300), buckets);
      if (random.nextInt(3) == 0) {
        map.remove(key);
        expected.remove(key);
      } else {
        map.put(key, key, step);
        expected.put(key, step);
      }
      if (step % 100 == 0) {
        reads.add(map.entries());
        expectedReads.add(new HashMap<>(expected));
      }
      if (step % 333 == 0) {
        map = map.fork();
      }
      assertThat(map.size()).isEqualTo(expected.size());
      TrieMap.Entry<Key, Integer> found = map.find(key);
      assertThat(found == null ? null : found.getValue()).isEqualTo(expected.get(key));
    }

    for (int i = 0; i < reads.size(); i++) {
      assertThat(contentOf(reads.get(i))).isEqualTo(expectedReads.get(i));
    }
  }

  private static Map<Key, Integer> contentOf(Iterable<Map.Entry<Key, Integer>> entries) {
    Map<Key, Integer> content = new HashMap<>();
    for (Map.Entry<Key, Integer> entry : entries) {
      assertThat(content.put(entry.getKey(), entry.getValue())).isNull();
    }
    return content;
  }
}
