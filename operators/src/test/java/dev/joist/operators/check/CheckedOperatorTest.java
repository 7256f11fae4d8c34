// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import static dev.joist.operators.fixture.Elements.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.IllegalMutationException;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckedOperatorTest {

  private static final Coder<List<String>> LISTS = ListCoder.of(StringUtf8Coder.of());

  private final List<WindowedValue<?>> emitted = new ArrayList<>();
  private final DirectContext context =
      new DirectContext().leadingTo(element -> emitted.add((WindowedValue<?>) element));

  @Test
  void sendsOnWhatTheCoderMakesOfAnElement() throws Exception {
    Operator operator = checked(LISTS, LISTS, element -> {});
    List<String> value = list("a", "b");

    operator.input(0).accept(at(5, value));
    operator.finishBundle();

    assertThat(emitted).containsExactly(at(5, list("a", "b")));
    assertThat(emitted.get(0).getValue()).isNotSameAs(value);
  }

  @Test
  void namesTheTransformWhoseElementHasNoCoderThatCanCarryIt() throws Exception {
    Operator operator = checked(null, new BrokenCoder(), element -> {});

    assertThatThrownBy(() -> operator.input(0).accept(at(5, "a")))
        .isInstanceOf(JoistException.class)
        .hasMessageContaining("Emit emitted a, which its coder BrokenCoder cannot encode")
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("not today");
  }

  @Test
  void failsAtTheEndOfTheBundleInWhichAnEmittedElementWasChanged() throws Exception {
    List<List<String>> kept = new ArrayList<>();
    Operator operator = checked(null, LISTS, kept::add);
    operator.input(0).accept(at(5, list("a")));

    kept.get(0).add("late");

    assertThatThrownBy(operator::finishBundle)
        .hasMessage(
            "PTransform Emit mutated value [a] after it was output (new value was [a, late])."
                + " Values must not be mutated in any way after being output.")
        .hasCauseInstanceOf(IllegalMutationException.class);
  }

  @Test
  void failsAtOnceWhereAnElementWasChangedByWhoTookIt() throws Exception {
    Receiver input = checked(LISTS, LISTS, element -> element.add("mine")).input(0);

    assertThatThrownBy(() -> input.accept(at(5, list("a"))))
        .hasMessageStartingWith("PTransform Emit illegally mutated value [a] of class")
        .hasMessageEndingWith("Input values must not be mutated in any way.")
        .hasCauseInstanceOf(IllegalMutationException.class);
  }

  @Test
  void forgetsTheElementsOfABundleThatEnded() throws Exception {
    List<List<String>> kept = new ArrayList<>();
    Operator operator = checked(null, LISTS, kept::add);
    operator.input(0).accept(at(5, list("a")));
    operator.finishBundle();

    kept.get(0).add("late");
    operator.finishBundle();

    assertThat(emitted).hasSize(1);
  }

  @Test
  void looksAtTheOldestElementsOfABundleThatHasTooMany() throws Exception {
    List<List<String>> kept = new ArrayList<>();
    Receiver input = checked(null, LISTS, kept::add).input(0);
    input.accept(at(5, list("a")));
    kept.get(0).add("late");

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                input.accept(at(5, list("b")));
              }
            })
        .hasMessageContaining("mutated value [a] after it was output");
  }

  /** An operator that shows each value to {@code code} and emits it. */
  private Operator checked(
      @Nullable Coder<?> inputCoder, Coder<?> outputCoder, Consumer<List<String>> code)
      throws Exception {
    return CheckedOperator.factory(
            inner -> new Emitting(inner, code),
            new CheckSpec("Emit", inputCoder, List.of(outputCoder)))
        .create(context);
  }

  private static List<String> list(String... values) {
    return new ArrayList<>(List.of(values));
  }

  private record Emitting(OperatorContext context, Consumer<List<String>> code)
      implements Operator {

    @Override
    @SuppressWarnings("unchecked") // the specifications send lists where code looks at them
    public Receiver input(int port) {
      return element -> {
        Object value = ((WindowedValue<?>) element).getValue();
        if (value instanceof List<?> list) {
          code.accept((List<String>) list);
        }
        context.output(0).accept(element);
      };
    }

    @Override
    public void onWatermark(int port, long watermarkMillis) {}

    @Override
    public long outputWatermark() {
      return Watermark.INITIAL_MILLIS;
    }
  }

  private static final class BrokenCoder extends CustomCoder<String> {

    @Override
    public void encode(String value, OutputStream out) throws IOException {
      throw new IOException("not today");
    }

    @Override
    public String decode(InputStream in) {
      return "";
    }

    @Override
    public String toString() {
      return "BrokenCoder";
    }
  }
}
