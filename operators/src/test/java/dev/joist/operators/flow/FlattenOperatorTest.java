// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.flow;

import static dev.joist.operators.fixture.Elements.at;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import org.junit.jupiter.api.Test;

class FlattenOperatorTest {

  @Test
  void passesTheElementsOfAllInputsOn() throws Exception {
    new OperatorHarness(flatten(3), 3, 1)
        .comparing(Elements::shown)
        .element(0, at(1, "a"))
        .element(2, at(3, "c"))
        .element(1, at(2, "b"))
        .element(0, at(1, "d"))
        .expectInAnyOrder(0, "a @1", "b @2", "c @3", "d @1")
        .run();
  }

  @Test
  void hasTheLowestOfItsInputsWatermarks() throws Exception {
    new OperatorHarness(flatten(2), 2, 1)
        .watermark(0, 10)
        .expectWatermark(Watermark.INITIAL_MILLIS)
        .watermark(1, 5)
        .expectWatermark(5)
        .watermark(1, 20)
        .expectWatermark(10)
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void isOverAtOnceWithoutInputs() throws Exception {
    new OperatorHarness(flatten(0), 0, 1).expectWatermark(Watermark.FINAL_MILLIS).run();
  }

  private static OperatorFactory flatten(int inputs) {
    return context -> new FlattenOperator(inputs, context.output(0));
  }
}
