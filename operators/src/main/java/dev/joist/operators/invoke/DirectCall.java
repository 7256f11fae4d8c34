// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A function and all around it that its methods may ask for.
 *
 * @param fn the copy that runs, set up
 * @param options options of the pipeline
 * @param outputs the main output first
 * @param sideInputs the views it reads
 * @param sideInputsByTag views by the name of the parameter that takes them
 * @param schema how the function sees elements that have a schema
 * @param finalizer takes callbacks for when the bundle is committed
 */
public record DirectCall<InputT, OutputT>(
    DoFn<InputT, OutputT> fn,
    PipelineOptions options,
    List<CountedOutput> outputs,
    SideInputReader sideInputs,
    Map<String, PCollectionView<?>> sideInputsByTag,
    DoFnSchemaInformation schema,
    BundleFinalizer finalizer) {

  public DirectCall {
    outputs = List.copyOf(outputs);
    sideInputsByTag = Map.copyOf(sideInputsByTag);
  }
}
