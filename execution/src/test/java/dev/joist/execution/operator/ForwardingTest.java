// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingTest {

  @Test
  void everyQuestionToAnOperatorIsPassedOn() {
    assertThat(signatures(ForwardingOperator.class)).containsAll(signatures(Operator.class));
  }

  @Test
  void everyQuestionToAContextIsPassedOn() {
    assertThat(signatures(ForwardingContext.class)).containsAll(signatures(OperatorContext.class));
  }

  private static List<String> signatures(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .map(ForwardingTest::signature)
        .toList();
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
