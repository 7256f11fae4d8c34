// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of events as people write it: 200000, 200_000, 200k or 2M. */
public final class EventCount implements ITypeConverter<Long> {

  private static final Pattern FORM = Pattern.compile("(\\d[\\d_]*)([kKmM]?)");

  @Override
  public Long convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'%s' is not a number of events such as 200000, 200k or 2M".formatted(text));
    }
    long factor =
        switch (matcher.group(2)) {
          case "k", "K" -> 1_000;
          case "m", "M" -> 1_000_000;
          default -> 1;
        };
    return factor * Long.parseLong(matcher.group(1).replace("_", ""));
  }
}
