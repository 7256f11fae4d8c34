// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.StopFlag;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.services.JobServices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.common.Reiterable;
import org.apache.beam.sdk.util.common.Reiterator;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key whose elements are a list, and one that has the same on disk, on random input. */
class BeyondMemoryReducersTest {

  private static final int SEEDS = 400;
  private static final int MOST_ELEMENTS = 60;

  @TempDir private Path folder;

  /** A pane as it was emitted, and its values whenever one asks. */
  private record Pane(String shown, List<Integer> atOnce, Iterable<Integer> values) {

    static Pane of(WindowedValue<KV<String, Iterable<Integer>>> element) {
      Iterable<Integer> values = element.getValue().getValue();
      String shown =
          "%s %s %s %s"
              .formatted(
                  element.getValue().getKey(),
                  element.getTimestamp(),
                  element.getWindows(),
                  element.getPaneInfo());
      return new Pane(shown, list(values), values);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 500, 1 << 30})
  void makesTheSamePanesOfElementsOnDisk(long memoryBytes) throws Exception {
    int panes = 0;
    long written = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      WindowingStrategy<?, ?> windowing = RandomTriggers.strategy(random);
      JobServices services = Jobs.spilling(folder, memoryBytes);
      List<WindowedValue<Integer>> elements = elements(random, windowing);

      List<Pane> expected = panes(windowing, services, elements);
      assertThat(services.spilling().folder().writtenBytes()).isZero();
      List<Pane> actual = panes(windowing, services, onDisk(elements));

      String when = "seed %d, %s".formatted(seed, windowing);
      assertThat(actual).as(when).extracting(Pane::shown, Pane::atOnce).isEqualTo(shown(expected));
      for (Pane pane : actual) {
        assertThat(list(pane.values())).as(when).isEqualTo(pane.atOnce());
        assertThat(copied(pane.values())).as(when).isEqualTo(pane.atOnce());
      }
      assertThat(services.spilling().memory().usedBytes()).isZero();
      panes += actual.size();
      written += services.spilling().folder().writtenBytes();
      services.spilling().folder().close();
    }
    assertThat(panes).isGreaterThan(SEEDS);
    assertThat(written > 0).isEqualTo(memoryBytes <= 500);
  }

  private static List<Tuple> shown(List<Pane> panes) {
    return panes.stream().map(pane -> Tuple.tuple(pane.shown(), pane.atOnce())).toList();
  }

  @SuppressWarnings("unchecked") // The elements are pairs with numbers.
  private static List<WindowedValue<Integer>> elements(
      Random random, WindowingStrategy<?, ?> windowing) {
    List<WindowedValue<Integer>> elements = new ArrayList<>();
    for (int i = random.nextInt(MOST_ELEMENTS) + 1; i > 0; i--) {
      WindowedValue<KV<String, Integer>> element =
          (WindowedValue<KV<String, Integer>>)
              RandomWindows.element(random, windowing, random.nextInt(100), false);
      elements.add(element.withValue(element.getValue().getValue()));
    }
    return elements;
  }

  @SuppressWarnings("unchecked") // Any strategy is one of some kind of windows.
  private static List<Pane> panes(
      WindowingStrategy<?, ?> windowing,
      JobServices services,
      Iterable<WindowedValue<Integer>> elements)
      throws Exception {
    GroupByKeySpec<String, Integer> spec =
        new GroupByKeySpec<>(
            "Group",
            KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()),
            windowing,
            false,
            GroupingStrategy.GATHERED);
    List<Pane> panes = new ArrayList<>();
    GroupByKeyOperators.reducers(
            GroupByKeyOperators.general(
                spec, (WindowingStrategy<?, BoundedWindow>) windowing, services),
            VarIntCoder.of(),
            Accumulation.values(),
            () -> new SpillableLists<>("Group", VarIntCoder.of(), services.spilling()))
        .create(element -> panes.add(Pane.of(element)), new StopFlag())
        .reduce("key", elements);
    return panes;
  }

  /** Anything but a list. */
  private static <T> Iterable<T> onDisk(List<T> elements) {
    return Collections.unmodifiableCollection(elements);
  }

  private static List<Integer> list(Iterable<Integer> values) {
    List<Integer> list = new ArrayList<>();
    values.forEach(list::add);
    return list;
  }

  /** Half of the values, and then the other half of an iteration that goes on by itself. */
  private static List<Integer> copied(Iterable<Integer> values) {
    List<Integer> all = list(values);
    if (!(values instanceof Reiterable<Integer> reiterable)) {
      return all;
    }
    List<Integer> list = new ArrayList<>();
    Reiterator<Integer> first = reiterable.iterator();
    for (int i = 0; i < all.size() / 2; i++) {
      list.add(first.next());
    }
    first.copy().forEachRemaining(list::add);
    return list;
  }
}
