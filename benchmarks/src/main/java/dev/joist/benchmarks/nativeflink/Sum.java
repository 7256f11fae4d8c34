// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import java.io.Serializable;
import org.apache.beam.sdk.transforms.DoFn;

/** The end of a Beam pipeline: adds each result to {@link ResultSum}. */
final class Sum<T> extends DoFn<T, Void> {

  private final Adder<T> adder;

  Sum(Adder<T> adder) {
    this.adder = adder;
  }

  @ProcessElement
  public void process(@Element T result) {
    adder.add(result);
  }

  /** Adds a result of one kind. */
  @FunctionalInterface
  interface Adder<T> extends Serializable {

    void add(T result);
  }
}
