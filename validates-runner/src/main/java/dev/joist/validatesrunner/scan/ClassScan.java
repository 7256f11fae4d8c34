// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.Ignore;
import org.junit.Test;
import org.junit.experimental.categories.Category;
import org.junit.runner.Description;
import org.junit.runner.Request;
import org.junit.runner.RunWith;
import org.junit.runners.JUnit4;

/**
 * The tests of one class that are in a category, or all of them. Inherited methods count for the
 * class that inherits them; where a class has a runner of its own, as parameterised ones do, JUnit
 * is asked how often a method counts.
 */
final class ClassScan {

  private final @Nullable Class<?> wanted;

  /**
   * @param wanted the category; null for every test
   */
  ClassScan(@Nullable Class<?> wanted) {
    this.wanted = wanted;
  }

  List<ScannedTest> testsOf(Class<?> testClass) {
    if (testClass.isInterface() || Modifier.isAbstract(testClass.getModifiers())) {
      return List.of();
    }
    List<Method> methods =
        Stream.of(testClass.getMethods())
            .filter(method -> method.isAnnotationPresent(Test.class) && !method.isBridge())
            .filter(method -> isWanted(categories(testClass, method)))
            .sorted(Comparator.comparing(Method::getName))
            .toList();
    return methods.isEmpty() ? List.of() : expand(testClass, methods);
  }

  private List<ScannedTest> expand(Class<?> testClass, List<Method> methods) {
    Optional<List<String>> reported = parameterisedNames(testClass);
    List<ScannedTest> tests = new ArrayList<>();
    for (Method method : methods) {
      SortedSet<String> categories = SuiteScan.closure(categories(testClass, method));
      boolean ignored =
          testClass.isAnnotationPresent(Ignore.class) || method.isAnnotationPresent(Ignore.class);
      for (TestId id : ids(testClass, method, reported)) {
        tests.add(new ScannedTest(id, categories, ignored));
      }
    }
    return tests;
  }

  private static List<TestId> ids(
      Class<?> testClass, Method method, Optional<List<String>> reported) {
    List<String> names =
        reported
            .map(
                all -> all.stream().filter(name -> isOf(method, name)).map(TestId::stable).toList())
            .orElse(List.of(method.getName()));
    Map<String, Integer> occurrences = new HashMap<>();
    return names.stream()
        .map(
            name ->
                new TestId(testClass.getName(), name)
                    .occurrence(occurrences.merge(name, 1, Integer::sum)))
        .toList();
  }

  private boolean isWanted(List<Class<?>> categories) {
    Class<?> category = wanted;
    return category == null || categories.stream().anyMatch(category::isAssignableFrom);
  }

  private static boolean isOf(Method method, String reportedName) {
    return reportedName.equals(method.getName()) || reportedName.startsWith(method.getName() + "[");
  }

  /** Names as JUnit reports them, or nothing where each method is one test. */
  private static Optional<List<String>> parameterisedNames(Class<?> testClass) {
    RunWith runWith = testClass.getAnnotation(RunWith.class);
    if (runWith == null || runWith.value() == JUnit4.class) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    collectLeaves(Request.aClass(testClass).getRunner().getDescription(), names);
    if (names.equals(List.of("initializationError"))) {
      throw new LinkageError("JUnit cannot tell its tests");
    }
    return Optional.of(names);
  }

  private static void collectLeaves(Description description, List<String> names) {
    String methodName = description.getMethodName();
    if (description.isTest() && methodName != null) {
      names.add(methodName);
    }
    description.getChildren().forEach(child -> collectLeaves(child, names));
  }

  private static List<Class<?>> categories(Class<?> testClass, Method method) {
    return Stream.of(testClass, method).flatMap(ClassScan::categories).distinct().toList();
  }

  private static Stream<Class<?>> categories(AnnotatedElement element) {
    Category category = element.getAnnotation(Category.class);
    return category == null ? Stream.empty() : Stream.of(category.value());
  }
}
