// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The name of one test: {@code package.Class$Nested#method}, with {@code [parameters]} where it has
 * some. Where a class reports one name several times, those after the first end in {@code (2)},
 * {@code (3)} and so on.
 *
 * @param className binary name of the class that is run, which may inherit the method
 * @param methodName name as JUnit reports it, parameters included
 */
public record TestId(String className, String methodName) implements Comparable<TestId> {

  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}(?=[],])");
  private static final Pattern OCCURRENCE = Pattern.compile("\\(\\d+\\)$");
  private static final Comparator<TestId> ORDER =
      Comparator.comparing(TestId::className).thenComparing(TestId::methodName);

  public TestId {
    if (className.isBlank() || methodName.isBlank()) {
      throw new IllegalArgumentException(
          "a test needs a class and a method, but these are '%s' and '%s'"
              .formatted(className, methodName));
    }
  }

  /** Parses what {@link #toString} prints. */
  @JsonCreator
  public static TestId parse(String text) {
    int hash = text.indexOf('#');
    if (hash < 1 || hash == text.length() - 1) {
      throw new IllegalArgumentException("'%s' is not of the form Class#method".formatted(text));
    }
    return new TestId(text.substring(0, hash), text.substring(hash + 1));
  }

  /**
   * A name as JUnit reports it, without what is another in each JVM: the identity that {@link
   * Object#toString} gives a parameter.
   */
  public static String stable(String reportedName) {
    return IDENTITY.matcher(reportedName).replaceAll("");
  }

  /** The name of the {@code n}-th test, counted from 1, that a class reports under this name. */
  public TestId occurrence(int n) {
    return n == 1 ? this : new TestId(className, "%s(%d)".formatted(methodName, n));
  }

  /** The name as JUnit knows it, which several occurrences may share. */
  public TestId reported() {
    return new TestId(className, OCCURRENCE.matcher(methodName).replaceFirst(""));
  }

  /** The name without its package, for people. */
  public String shortName() {
    return className.substring(className.lastIndexOf('.') + 1) + "#" + methodName;
  }

  @Override
  public int compareTo(TestId other) {
    return ORDER.compare(this, other);
  }

  @Override
  @JsonValue
  public String toString() {
    return className + "#" + methodName;
  }
}
