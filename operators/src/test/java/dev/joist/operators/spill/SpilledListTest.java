// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunWriter;
import dev.joist.state.spill.SpillFiles;
import dev.joist.state.spill.SpillFolder;
import dev.joist.state.spill.SpilledGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledListTest {

  private static final int SIZE = 1000;

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
  void isReadFromItsBeginningToItsEnd() throws Exception {
    assertThat(list()).containsExactlyElementsOf(numbers());
    assertThat(list()).hasSize(SIZE).hasToString("1000 values with 1872 bytes on disk");
  }

  @Test
  void hasEachValueAtItsPlaceInWhateverOrderTheyAreAskedFor() throws Exception {
    List<Integer> list = list();
    Random random = new Random(1);

    for (int i = 0; i < 5 * SIZE; i++) {
      int index = random.nextInt(SIZE);
      assertThat(list.get(index)).isEqualTo(index);
    }
    for (int index = 0; index < SIZE; index++) {
      assertThat(list.get(index)).isEqualTo(index);
    }
    for (int index = SIZE - 1; index >= 0; index--) {
      assertThat(list.get(index)).isEqualTo(index);
    }
  }

  @Test
  void isAskedByManyAtATime() throws Exception {
    List<Integer> list = list();

    List<Integer> wrong =
        IntStream.range(0, 20 * SIZE)
            .parallel()
            .map(i -> i * 37 % SIZE)
            .filter(index -> list.get(index) != index)
            .boxed()
            .toList();

    assertThat(wrong).isEmpty();
  }

  @Test
  void hasNoValueBesideThem() throws Exception {
    List<Integer> list = list();

    assertThatThrownBy(() -> list.get(SIZE))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("index 1000 of a list of 1000 values");
    assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static List<Integer> numbers() {
    return IntStream.range(0, SIZE).boxed().toList();
  }

  /** The numbers, as three runs have them. */
  private SpilledList<Integer> list() throws IOException {
    SpilledGroups groups = new SpilledGroups(folder);
    write(groups, numbers().subList(0, 70));
    write(groups, numbers().subList(70, 71));
    write(groups, numbers().subList(71, SIZE));
    RunMerge merge = groups.merge();
    assertThat(merge.next()).isTrue();
    return new SpilledList<>(new SpilledValues<>("View", merge.segments(), VarIntCoder.of()));
  }

  private static void write(SpilledGroups groups, List<Integer> values) throws IOException {
    try (RunWriter writer = groups.newRun()) {
      writer.beginGroup(new byte[1]);
      for (int value : values) {
        VarIntCoder.of().encode(value, writer.values());
      }
      writer.endGroup(values.size());
      groups.add(writer.finish());
    }
  }
}
