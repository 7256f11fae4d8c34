// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tests a suite consists of, found by reflection and not by asking the runner of the tests.
 *
 * @param tests sorted by name
 * @param unreadable classes that could not be loaded, with the reason, by name; empty in a sound
 *     class path
 */
public record SuiteScan(Suite suite, List<ScannedTest> tests, Map<String, String> unreadable) {

  public SuiteScan {
    tests = List.copyOf(tests);
    unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
  }

  /** Looks at every class of the suite's sources. */
  public static SuiteScan of(Suite suite) {
    List<ScannedTest> tests = new ArrayList<>();
    Map<String, String> unreadable = new TreeMap<>();
    ClassScan classes = new ClassScan(suite.category().isEmpty() ? null : load(suite.category()));
    for (TestSource source : suite.sources()) {
      for (String className : source.classNames()) {
        try {
          tests.addAll(classes.testsOf(load(className)));
        } catch (LinkageError e) {
          unreadable.put(className, e.toString());
        }
      }
    }
    tests.sort(Comparator.comparing(ScannedTest::id));
    return new SuiteScan(suite, tests, unreadable);
  }

  private static Class<?> load(String className) {
    try {
      return Class.forName(className, false, SuiteScan.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("class %s is not on the class path".formatted(className), e);
    }
  }

  /** In how many classes the tests are. */
  public int classCount() {
    return (int) tests.stream().map(test -> test.id().className()).distinct().count();
  }

  /** How many tests carry each category, sorted by its name. */
  public Map<String, Long> categoryCounts() {
    return tests.stream()
        .flatMap(test -> test.categories().stream())
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
  }

  /** The tests that carry a category. */
  public List<TestId> inCategory(String category) {
    return tests.stream()
        .filter(test -> test.categories().contains(category))
        .map(ScannedTest::id)
        .toList();
  }

  /** The test of a name. */
  public Optional<ScannedTest> find(TestId id) {
    return tests.stream().filter(test -> test.id().equals(id)).findFirst();
  }

  /** What of the counts differs from what the pinned Beam release has, as sentences. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (tests.size() != suite.expectedTests() || classCount() != suite.expectedClasses()) {
      problems.add(
          "the scan of %s found %d tests in %d classes, but there are %d in %d"
              .formatted(
                  suite.name(),
                  tests.size(),
                  classCount(),
                  suite.expectedTests(),
                  suite.expectedClasses()));
    }
    return problems;
  }

  /** Short names of categories and of all they extend. */
  static SortedSet<String> closure(Collection<Class<?>> categories) {
    SortedSet<String> names = new TreeSet<>();
    Deque<Class<?>> open = new ArrayDeque<>(categories);
    while (!open.isEmpty()) {
      Class<?> category = open.removeFirst();
      if (category != Object.class && names.add(shortName(category))) {
        open.addAll(List.of(category.getInterfaces()));
        Optional.ofNullable(category.getSuperclass()).ifPresent(open::add);
      }
    }
    return names;
  }

  private static String shortName(Class<?> category) {
    Class<?> enclosing = category.getEnclosingClass();
    return Objects.isNull(enclosing)
        ? category.getSimpleName()
        : enclosing.getSimpleName() + "$" + category.getSimpleName();
  }
}
