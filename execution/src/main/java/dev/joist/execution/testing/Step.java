// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;

/** One line of a script. */
sealed interface Step {

  /** Whether the step waits until nothing is left to do about those before. */
  boolean waitsForQuiescence();

  /** An element arrives. */
  record Element(int port, Object element) implements Step {
    @Override
    public boolean waitsForQuiescence() {
      return false;
    }

    @Override
    public String toString() {
      return "element(%d, %s)".formatted(port, element);
    }
  }

  /** A watermark arrives. */
  record NewWatermark(int port, long watermarkMillis) implements Step {
    @Override
    public boolean waitsForQuiescence() {
      return false;
    }

    @Override
    public String toString() {
      return "watermark(%d, %s)".formatted(port, Watermark.format(watermarkMillis));
    }
  }

  /** Processing time is {@code nowMillis} from now on. */
  record ProcessingTime(long nowMillis) implements Step {
    @Override
    public boolean waitsForQuiescence() {
      return true;
    }

    @Override
    public String toString() {
      return "processingTime(%d)".formatted(nowMillis);
    }
  }

  /** Everything that can be done is done. */
  record Settled() implements Step {
    @Override
    public boolean waitsForQuiescence() {
      return true;
    }

    @Override
    public String toString() {
      return "settle()";
    }
  }

  /** Exactly these elements were emitted since the last look at the output. */
  record Emitted(int output, List<Object> elements, boolean inOrder) implements Step {

    public Emitted {
      elements = List.copyOf(elements);
    }

    @Override
    public boolean waitsForQuiescence() {
      return true;
    }

    boolean matches(List<Object> actual, boolean exactly) {
      if (exactly) {
        return elements.equals(actual);
      }
      List<Object> left = new ArrayList<>(actual);
      return elements.size() == left.size() && elements.stream().allMatch(left::remove);
    }

    @Override
    public String toString() {
      return "%s(%d, %s)".formatted(inOrder ? "expect" : "expectInAnyOrder", output, elements);
    }
  }

  /** The watermark of every output is {@code watermarkMillis}. */
  record OutputWatermark(long watermarkMillis) implements Step {
    @Override
    public boolean waitsForQuiescence() {
      return true;
    }

    @Override
    public String toString() {
      return "expectWatermark(%s)".formatted(Watermark.format(watermarkMillis));
    }
  }
}
