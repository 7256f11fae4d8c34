// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.SaltedStringCoder;
import dev.joist.operators.fixture.Views;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputSpec;
import dev.joist.operators.view.SideInputs;
import dev.joist.operators.view.ViewShape;
import dev.joist.operators.view.ViewSpec;
import dev.joist.operators.view.ViewStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readers see of a view in memory and beyond it, side by side on the same random input. */
class ViewEqualityTest {

  private static final int SEEDS = 12;
  private static final int STEPS = 80;

  /** Keys of elements, and others. */
  private static final List<@Nullable String> ASKED =
      Arrays.asList(null, "key1", "key2", "key3", "key4", "key", "key11", "");

  @TempDir private Path folder;

  /** A kind of view. */
  enum Kind {
    ITERABLE,
    LIST,
    MULTIMAP,
    MULTIMAP_IN_MEMORY,
    MAP,
    MAP_IN_MEMORY;

    ViewShape shape() {
      return switch (this) {
        case MULTIMAP, MAP -> ViewShape.MULTIMAP;
        case ITERABLE, LIST, MULTIMAP_IN_MEMORY, MAP_IN_MEMORY -> ViewShape.ITERABLE;
      };
    }

    PCollectionView<?> view(Coder<KV<String, Integer>> coder, WindowingStrategy<?, ?> windowing) {
      return switch (this) {
        case ITERABLE -> Views.of(coder, windowing, View.asIterable());
        case LIST -> Views.of(coder, windowing, View.asList());
        case MULTIMAP -> Views.of(coder, windowing, View.asMultimap());
        case MULTIMAP_IN_MEMORY ->
            Views.of(coder, windowing, View.<String, Integer>asMultimap().inMemory());
        case MAP -> Views.of(coder, windowing, View.asMap());
        case MAP_IN_MEMORY -> Views.of(coder, windowing, View.<String, Integer>asMap().inMemory());
      };
    }
  }

  /** Everything is spilled at once, some of it now and then, nothing. */
  @ParameterizedTest
  @CsvSource({
    "ITERABLE, false, 0",
    "ITERABLE, false, 3000",
    "ITERABLE, false, 1000000000",
    "LIST, false, 0",
    "LIST, false, 3000",
    "MULTIMAP, false, 0",
    "MULTIMAP, false, 3000",
    "MULTIMAP, false, 10000",
    "MULTIMAP, false, 1000000000",
    "MULTIMAP, true, 0",
    "MULTIMAP, true, 3000",
    "MULTIMAP_IN_MEMORY, false, 0",
    "MAP, false, 0",
    "MAP, true, 0",
    "MAP_IN_MEMORY, false, 0"
  })
  void isTheSameForThoseWhoReadIt(Kind kind, boolean salted, long memoryBytes) throws Exception {
    Coder<String> strings = salted ? new SaltedStringCoder() : StringUtf8Coder.of();
    Coder<KV<String, Integer>> coder = KvCoder.of(NullableCoder.of(strings), VarIntCoder.of());
    long written = 0;
    int panes = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      WindowingStrategy<?, ?> windowing = windowing(random, kind);
      JobServices spilling = Jobs.spilling(folder, memoryBytes);
      Compared expected = compared(kind, coder, windowing, Jobs.services(), ViewStrategy.GROUPED);
      Compared actual = compared(kind, coder, windowing, spilling, ViewStrategy.SPILLING);

      long watermark = 0;
      for (int step = 0; step < STEPS; step++) {
        if (random.nextInt(10) == 0) {
          watermark += random.nextInt(15);
          expected.watermark(watermark);
          actual.watermark(watermark);
        } else {
          Object element = RandomWindows.element(random, windowing, watermark, false);
          expected.element(element);
          actual.element(element);
        }
        panes += expected.emitted();
        assertThat(actual.take()).as("seed %d, step %d", seed, step).isEqualTo(expected.take());
      }
      expected.watermark(Watermark.FINAL_MILLIS);
      actual.watermark(Watermark.FINAL_MILLIS);
      panes += expected.emitted();
      assertThat(actual.take()).as("seed %d, end", seed).isEqualTo(expected.take());
      assertThat(actual.dropped()).as("dropped by seed %d", seed).isEqualTo(expected.dropped());
      assertThat(actual.stateSize()).as("state left by seed %d", seed).isZero();
      assertThat(spilling.spilling().memory().usedBytes()).isZero();
      written += spilling.spilling().folder().writtenBytes();
      spilling.spilling().folder().close();
    }
    assertThat(panes).isGreaterThanOrEqualTo(SEEDS);
    assertThat(written > 0).isEqualTo(memoryBytes <= 10_000);
    assertThat(folder).isEmptyDirectory();
  }

  /** Elsewhere than in the global window Beam makes other views of these. */
  private static WindowingStrategy<?, ?> windowing(Random random, Kind kind) {
    return switch (kind) {
      case ITERABLE, MULTIMAP, MAP ->
          RandomWindows.strategy(random).withAllowedLateness(Duration.ZERO);
      case LIST, MULTIMAP_IN_MEMORY, MAP_IN_MEMORY -> WindowingStrategy.of(new GlobalWindows());
    };
  }

  /** An operator that makes a view, and somebody who reads each pane when it comes. */
  private static Compared compared(
      Kind kind,
      Coder<KV<String, Integer>> coder,
      WindowingStrategy<?, ?> windowing,
      JobServices services,
      ViewStrategy strategy)
      throws Exception {
    PCollectionView<?> view = kind.view(coder, windowing);
    SideInputs sides =
        new SideInputs(List.of(new SideInputSpec(view, "side")), WindowingStrategy.globalDefault());
    ViewSpec<KV<String, Integer>> spec =
        new ViewSpec<>("Group", coder, windowing, kind.shape(), strategy);
    return new Compared(
        GroupByKeyOperators.view(spec, services),
        services,
        element -> {
          sides.onPane(0, pane(element));
          BoundedWindow window = pane(element).getWindows().iterator().next();
          return window + " has " + attempt(() -> shown(sides.get(view, window)));
        });
  }

  @SuppressWarnings("unchecked") // Operators of views emit panes.
  private static WindowedValue<? extends Iterable<?>> pane(Object element) {
    return (WindowedValue<? extends Iterable<?>>) element;
  }

  private static String shown(@Nullable Object content) {
    if (content instanceof Map<?, ?> map) {
      return "%d %s, of keys: %s".formatted(map.size(), attempt(() -> entries(map)), lookups(map));
    }
    if (content instanceof List<?> list) {
      List<Object> picked = new ArrayList<>();
      for (int i = 0; i < 2 * list.size(); i++) {
        picked.add(list.get(i * 7 % list.size()));
      }
      return "%d %s, at random: %s"
          .formatted(list.size(), Elements.value(content), Elements.value(picked));
    }
    return Elements.value(content);
  }

  private static String entries(Map<?, ?> map) {
    Map<String, String> entries = new TreeMap<>();
    map.forEach((key, value) -> entries.put(String.valueOf(key), Elements.value(value)));
    return entries.toString();
  }

  private static List<String> lookups(Map<?, ?> map) {
    List<String> values = new ArrayList<>();
    for (String key : ASKED) {
      values.add(attempt(() -> map.containsKey(key) + " " + Elements.value(map.get(key))));
    }
    values.add("another class: " + map.get(1));
    return values;
  }

  /**
   * What it is, or that it is none: keys of a map may have two values, and some may not be null.
   */
  private static String attempt(Supplier<String> content) {
    try {
      return content.get();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("Duplicate values for ");
      return "duplicate";
    } catch (NullPointerException e) {
      assertThat(e).hasMessageStartingWith("null key in entry: ");
      return "null";
    }
  }
}
