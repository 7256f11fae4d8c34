// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.junit.jupiter.api.Test;

class ElementKindsTest {

  @Test
  void knowsEveryClassThatBeamHasForElements() {
    List<? extends Class<?>> classes =
        Arrays.stream(WindowedValues.class.getDeclaredClasses())
            .filter(WindowedValue.class::isAssignableFrom)
            .filter(kind -> !Modifier.isAbstract(kind.getModifiers()))
            .toList();

    assertThat(classes).hasSizeGreaterThan(3);
    assertThat(ElementKinds.all()).extracting(Object::getClass).hasSameElementsAs(classes);
  }
}
