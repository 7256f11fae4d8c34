// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpilledGroupsTest {

  private static final String END = "~";

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

  @ParameterizedTest
  @ValueSource(ints = {2, 3, SpilledGroups.FAN_IN})
  void hasEachGroupOnceWithItsValuesInTheOrderInWhichTheyWereWritten(int fanIn) throws Exception {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      SpilledGroups groups = new SpilledGroups(folder, fanIn);
      TreeMap<String, List<String>> expected = new TreeMap<>();

      for (int round = random.nextInt(4); round >= 0; round--) {
        write(groups, random, expected);
        String bound = key(random);
        RunMerge merge = groups.merge();
        assertThat(Runs.read(merge, bound)).as("seed %d", seed).isEqualTo(expected.headMap(bound));
        groups.keepRest(merge);
        expected.headMap(bound).clear();
      }

      assertThat(Runs.read(groups.merge(), END)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** Groups large enough that some are in several blocks. */
  private static void write(
      SpilledGroups groups, Random random, SortedMap<String, List<String>> expected)
      throws Exception {
    for (int run = random.nextInt(10); run > 0; run--) {
      TreeMap<String, List<String>> content = new TreeMap<>();
      for (int values = random.nextInt(30); values > 0; values--) {
        String value = random.nextInt(1000) + "x".repeat(random.nextInt(3) * random.nextInt(9_000));
        content.computeIfAbsent(key(random), k -> new ArrayList<>()).add(value);
      }
      groups.add(Runs.write(groups, content));
      content.forEach(
          (key, values) -> expected.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values));
    }
  }

  private static String key(Random random) {
    return "key"
        + random.nextInt(20)
        + "-".repeat(random.nextInt(2) * 20_000 / (1 + random.nextInt(9_000)));
  }

  @Test
  void removesTheFilesOfWhatWasTaken() throws Exception {
    SpilledGroups groups = new SpilledGroups(folder);
    groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("1"), "b", List.of("2")))));
    groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("3")))));
    assertThat(groups.bytes()).isPositive();

    RunMerge merge = groups.merge();
    while (merge.nextBelow(Runs.bytes("b"))) {
      assertThat(merge.count()).isEqualTo(2);
    }
    groups.keepRest(merge);
    assertThat(base.resolve(onlyFolder()).toFile().list())
        .containsExactlyInAnyOrder("run-000001.index", "run-000001.values");

    RunMerge rest = groups.merge();
    assertThat(rest.next()).isTrue();
    assertThat(rest.next()).isFalse();
    groups.keepRest(rest);
    assertThat(groups.isEmpty()).isTrue();
    assertThat(folder.bytes()).isZero();
  }

  @Test
  void keepsTheFilesOfGroupsThatSomebodyMayReadLater() throws Exception {
    SpilledGroups groups = new SpilledGroups(folder);
    groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("1", "2")))));
    RunMerge merge = groups.merge();
    assertThat(merge.next()).isTrue();
    List<Segment> segments = merge.segments();
    assertThat(merge.next()).isFalse();
    groups.keepRest(merge);

    assertThat(groups.isEmpty()).isTrue();
    assertThat(Runs.values(segments.get(0).open(0), 2)).containsExactly("1", "2");
    assertThat(Runs.values(segments.get(0).open(5), 1)).containsExactly("2");
  }

  @Test
  void goesIntoASnapshotByItsContentAndComesBackWithoutTheOldFiles() throws Exception {
    SpilledGroups groups = new SpilledGroups(folder);
    groups.add(
        Runs.write(
            groups,
            new TreeMap<>(Map.of("a", List.of("1"), "b", List.of("2"), "c", List.of("3")))));
    groups.add(Runs.write(groups, new TreeMap<>(Map.of("a", List.of("4"), "c", List.of("5")))));
    RunMerge merge = groups.merge();
    assertThat(merge.nextBelow(Runs.bytes("b"))).isTrue();
    assertThat(merge.nextBelow(Runs.bytes("b"))).isFalse();
    groups.keepRest(merge);
    RunCodec codec = new RunCodec(folder);
    ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
    codec.encode(groups.share(), snapshot);
    folder.close();

    try (SpillFolder other = new SpillFolder(SpillFiles.local(), base)) {
      SpilledGroups restored = new SpilledGroups(other);
      restored.restore(
          new RunCodec(other).decode(new ByteArrayInputStream(snapshot.toByteArray())),
          key -> key[0] != 'b');

      assertThat(Runs.read(restored.merge(), END)).isEqualTo(Map.of("c", List.of("3", "5")));
    }
  }

  @Test
  void takesGroupsInTheOrderOfTheirKeysOnly() {
    SpilledGroups groups = new SpilledGroups(folder);
    try (RunWriter writer = groups.newRun()) {
      writer.beginGroup(new byte[] {(byte) 0x80});
      writer.endGroup(0);

      assertThatThrownBy(() -> writer.beginGroup(new byte[] {1}))
          .hasMessage("key [1] of a run is not behind [-128]");
    }
    assertThat(folder.bytes()).isZero();
  }

  private String onlyFolder() {
    String[] folders = base.toFile().list((parent, name) -> !name.endsWith(".lock"));
    assertThat(folders).hasSize(1);
    return folders[0];
  }
}
