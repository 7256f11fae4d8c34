// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/**
 * A transform as the floor knows it; of its collections the inputs are those it takes elements of.
 */
sealed interface Step {

  List<PCollection<?>> inputs();

  /** Emits one element, for what makes its elements by itself. */
  record Begin(PCollection<?> output) implements Step {
    @Override
    public List<PCollection<?>> inputs() {
      return List.of();
    }
  }

  /** Reads bounded input. */
  record ReadBounded(BoundedSource<?> source, PCollection<?> output) implements Step {
    @Override
    public List<PCollection<?>> inputs() {
      return List.of();
    }
  }

  /** Reads unbounded input that ends all the same. */
  record ReadUnbounded(UnboundedSource<?, ?> source, PCollection<?> output) implements Step {
    @Override
    public List<PCollection<?>> inputs() {
      return List.of();
    }
  }

  /**
   * Calls a function for each element.
   *
   * @param name full name of the transform
   * @param outputs the collection of each tag
   * @param views what the function reads beside its element, by name
   */
  record Call(
      String name,
      DoFn<?, ?> fn,
      TupleTag<?> mainTag,
      PCollection<?> input,
      Map<TupleTag<?>, PCollection<?>> outputs,
      Map<String, PCollectionView<?>> views,
      DoFnSchemaInformation schema)
      implements Step {
    @Override
    public List<PCollection<?>> inputs() {
      return List.of(input);
    }
  }

  /**
   * Puts each element into windows.
   *
   * @param name full name of the transform
   */
  record Assign(String name, WindowFn<?, ?> windowFn, PCollection<?> input, PCollection<?> output)
      implements Step {
    @Override
    public List<PCollection<?>> inputs() {
      return List.of(input);
    }
  }

  /** Passes elements of several collections on. */
  record Merge(List<PCollection<?>> inputs, PCollection<?> output) implements Step {}

  /**
   * Brings together what has the same key and window.
   *
   * @param fn makes an accumulator, adds a value to it, merges two and extracts the result
   */
  record Group(CombineFn<?, ?, ?> fn, PCollection<?> input, PCollection<?> output) implements Step {
    @Override
    public List<PCollection<?>> inputs() {
      return List.of(input);
    }
  }

  /** Keeps elements for functions that read them beside their own. */
  record Keep(PCollectionView<?> view, PCollection<?> input) implements Step {
    @Override
    public List<PCollection<?>> inputs() {
      return List.of(input);
    }
  }
}
