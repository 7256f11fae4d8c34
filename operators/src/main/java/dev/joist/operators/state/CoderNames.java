// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.Coder;

/** Names coders by their classes, so that the same coder has the same name in every process. */
final class CoderNames {

  private CoderNames() {}

  static String nameOf(Coder<?> coder) {
    // Some coders answer null, though nothing says that they may.
    List<? extends Coder<?>> parts = coder.getCoderArguments();
    String name = coder.getClass().getName();
    return parts == null || parts.isEmpty()
        ? name
        : parts.stream().map(CoderNames::nameOf).collect(Collectors.joining(",", name + "(", ")"));
  }
}
