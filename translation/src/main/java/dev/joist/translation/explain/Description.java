// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import dev.joist.translation.physical.Spread;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;

/**
 * Short texts for Beam's objects. They depend on what the objects are alone, never on identity hash
 * codes, so that the same pipeline is always described in the same words.
 */
final class Description {

  private static final int MAX_CODER_DEPTH = 4;

  private Description() {}

  /** A coder with its components, such as {@code KvCoder(StringUtf8Coder, VarLongCoder)}. */
  static String of(Coder<?> coder) {
    return of(coder, MAX_CODER_DEPTH);
  }

  private static String of(Coder<?> coder, int depth) {
    String name = className(coder.getClass());
    List<? extends Coder<?>> arguments = coder.getCoderArguments();
    if (arguments == null || arguments.isEmpty()) {
      return name;
    }
    return depth == 0
        ? name + "(…)"
        : arguments.stream()
            .map(argument -> of(argument, depth - 1))
            .collect(Collectors.joining(", ", name + "(", ")"));
  }

  /** A windowing strategy, leaving out what is default. */
  static String of(WindowingStrategy<?, ?> windowing) {
    StringBuilder text = new StringBuilder(of(windowing.getWindowFn()));
    if (windowing.isAlreadyMerged()) {
      text.append(", merged");
    }
    if (!(windowing.getTrigger() instanceof DefaultTrigger)) {
      text.append(", trigger ").append(windowing.getTrigger());
    }
    if (windowing.isModeSpecified()
        && windowing.getMode() == WindowingStrategy.AccumulationMode.ACCUMULATING_FIRED_PANES) {
      text.append(", accumulating");
    }
    if (windowing.getAllowedLateness().getMillis() > 0) {
      text.append(", late by ").append(of(windowing.getAllowedLateness()));
    }
    return text.toString();
  }

  static String of(WindowFn<?, ?> windowFn) {
    if (windowFn instanceof GlobalWindows) {
      return "global window";
    }
    if (windowFn instanceof FixedWindows fixed) {
      return "fixed windows of " + of(fixed.getSize());
    }
    if (windowFn instanceof SlidingWindows sliding) {
      return "sliding windows of %s every %s"
          .formatted(of(sliding.getSize()), of(sliding.getPeriod()));
    }
    if (windowFn instanceof Sessions sessions) {
      return "sessions with a gap of " + of(sessions.getGapDuration());
    }
    return className(windowFn.getClass());
  }

  /** How a link spreads elements. */
  static String of(Spread spread) {
    return spread instanceof Spread.ByKey byKey
        ? "by key, %s".formatted(of(byKey.keyCoder()))
        : spread.toString();
  }

  /** {@code count} of {@code noun}, in the plural where that is right. */
  static String count(int count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }

  private static String of(Duration duration) {
    long millis = duration.getMillis();
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + " h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + " min";
    }
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  /** The class's own name, with that of its place if it has none of its own. */
  private static String className(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }
}
