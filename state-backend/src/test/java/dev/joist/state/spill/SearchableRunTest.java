// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchableRunTest {

  @TempDir private Path base;
  private SpillFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new SpillFolder(SpillFiles.local(), base);
  }

  @AfterEach
  void closeFolder() {
    folder.close();
  }

  @Test
  void findsEachGroupByItsKeyAndNoOther() throws Exception {
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      SortedMap<String, List<String>> content = content(random, random.nextInt(4) * 1000);
      SearchableRun run = searchable(content);

      for (int lookup = 0; lookup < 500; lookup++) {
        String key = key(random);
        assertThat(find(run, key)).as("seed %d, key %s", seed, key).isEqualTo(content.get(key));
      }
    }
  }

  @Test
  void findsTheGroupsWhoseKeysBeginAlike() throws Exception {
    Random random = new Random(1);
    SortedMap<String, List<String>> content = content(random, 3000);
    SearchableRun run = searchable(content);

    for (int number = 0; number < 110; number++) {
      String prefix = "key" + number;
      List<String> keys = new ArrayList<>();
      RunCursor cursor = run.seek(Runs.bytes(prefix));
      while (cursor.nextStartingWith(Runs.bytes(prefix))) {
        keys.add(Runs.text(cursor.key()));
      }
      assertThat(keys)
          .as(prefix)
          .containsExactlyElementsOf(
              content.keySet().stream().filter(key -> key.startsWith(prefix)).toList());
    }
  }

  @Test
  void isReadFromItsBeginningToItsEnd() throws Exception {
    SortedMap<String, List<String>> content = content(new Random(2), 3000);

    TreeMap<String, List<String>> read = new TreeMap<>();
    RunCursor cursor = searchable(content).start();
    while (cursor.next()) {
      read.put(Runs.text(cursor.key()), Runs.values(cursor.open(), cursor.segment().count()));
    }
    assertThat(read).isEqualTo(content);
  }

  @Test
  void removesItsFilesWhenItIsNotNeeded() throws Exception {
    SearchableRun run = searchable(content(new Random(3), 10));
    assertThat(folder.bytes()).isPositive();

    run.release();

    assertThat(folder.bytes()).isZero();
  }

  /** Keys so long that a block has few of them, and some of which have much in common. */
  private static SortedMap<String, List<String>> content(Random random, int groups) {
    TreeMap<String, List<String>> content = new TreeMap<>();
    for (int group = 0; group < groups; group++) {
      content.put(key(random), List.of("a" + group, "b".repeat(random.nextInt(100))));
    }
    return content;
  }

  private static String key(Random random) {
    String key = "key" + random.nextInt(10_000);
    return random.nextInt(50) == 0 ? key + "-".repeat(random.nextInt(20_000)) : key;
  }

  /** The content as a merge of two runs has it. */
  private SearchableRun searchable(SortedMap<String, List<String>> content) throws IOException {
    SpilledGroups groups = new SpilledGroups(folder);
    TreeMap<String, List<String>> some = new TreeMap<>();
    TreeMap<String, List<String>> others = new TreeMap<>();
    for (Map.Entry<String, List<String>> group : content.entrySet()) {
      (group.getKey().hashCode() % 2 == 0 ? some : others).put(group.getKey(), group.getValue());
    }
    groups.add(Runs.write(groups, some));
    groups.add(Runs.write(groups, others));
    RunMerge merge = groups.merge();
    try (SearchableRunWriter writer = new SearchableRunWriter(folder)) {
      while (merge.nextStartingWith(new byte[0])) {
        writer.copy(merge, merge.key());
      }
      groups.keepRest(merge);
      return writer.finish();
    }
  }

  private static @Nullable List<String> find(SearchableRun run, String key) throws IOException {
    byte[] prefix = Runs.bytes(key);
    RunCursor cursor = run.seek(prefix);
    return cursor.nextStartingWith(prefix) && cursor.key().length == prefix.length
        ? Runs.values(cursor.open(), cursor.segment().count())
        : null;
  }
}
