// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Hidden;
import org.apache.beam.sdk.options.Validation;

/**
 * One option of a pipeline, for people.
 *
 * @param getter the method of an interface of options that declares it
 */
record OptionText(Method getter) {

  /** The options that {@code type} itself declares, by name. */
  static Stream<OptionText> of(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(OptionText::isOption)
        .map(OptionText::new)
        .sorted(Comparator.comparing(OptionText::name));
  }

  /** {@code type} and the interfaces that it extends, where they declare options. */
  static Stream<Class<?>> declaring(Class<?> type) {
    return Stream.concat(
            Stream.of(type), Arrays.stream(type.getInterfaces()).flatMap(OptionText::declaring))
        .filter(declaring -> of(declaring).findAny().isPresent())
        .distinct();
  }

  String name() {
    String name = getter.getName().replaceFirst("^(get|is)", "");
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  boolean isCalled(String name) {
    return name().equals(name);
  }

  /** Its name and type in one line, and what it does in the next. */
  String text() {
    String required = getter.isAnnotationPresent(Validation.Required.class) ? " (required)" : "";
    Description description = getter.getAnnotation(Description.class);
    String does = description == null ? "" : oneLine(description.value());
    String standard = standard().map(value -> "(default: " + value + ")").orElse("");
    String second = (does + " " + standard).strip();
    String first =
        "  --%s=<%s>%s".formatted(name(), getter.getReturnType().getSimpleName(), required);
    return second.isEmpty() ? first : first + System.lineSeparator() + "      " + second;
  }

  private static boolean isOption(Method method) {
    boolean getter =
        method.getParameterCount() == 0
            && method.getReturnType() != void.class
            && method.getName().matches("(get|is)\\p{Lu}.*");
    return getter
        && !method.isDefault()
        && !method.isSynthetic()
        && !method.isAnnotationPresent(Hidden.class);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** What it is if nobody sets it, as far as the declaration says. */
  private Optional<String> standard() {
    return Arrays.stream(getter.getAnnotations())
        .filter(annotation -> annotation.annotationType().getDeclaringClass() == Default.class)
        .findFirst()
        .map(OptionText::value);
  }

  private static String value(Annotation standard) {
    if (standard instanceof Default.InstanceFactory) {
      return "computed";
    }
    try {
      Object value = standard.annotationType().getMethod("value").invoke(standard);
      return value instanceof Class<?> type ? type.getSimpleName() : String.valueOf(value);
    } catch (ReflectiveOperationException e) {
      return "not told";
    }
  }
}
