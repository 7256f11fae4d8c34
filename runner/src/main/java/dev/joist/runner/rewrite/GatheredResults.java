// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.FileBasedSink.FileResult;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.transforms.windowing.TimestampCombiner;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;

/**
 * Gathers the results of a write of bounded input: one list for each window, at the end of the
 * input.
 *
 * <p>The results are grouped in the global window, where none is late and none fires early, and a
 * result knows its window. The earliest timestamp holds the watermark, so that the lists are not
 * late either.
 */
final class GatheredResults<DestinationT>
    extends PTransform<
        PCollection<FileResult<DestinationT>>, PCollection<List<FileResult<DestinationT>>>> {

  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<List<FileResult<DestinationT>>> expand(
      PCollection<FileResult<DestinationT>> results) {
    return results
        .apply(
            "IntoGlobalWindow",
            Window.<FileResult<DestinationT>>into(new GlobalWindows())
                .triggering(DefaultTrigger.of())
                .withAllowedLateness(Duration.ZERO)
                .withTimestampCombiner(TimestampCombiner.EARLIEST)
                .discardingFiredPanes())
        .apply("AddVoidKey", WithKeys.of((Void) null))
        .apply("Gather", GroupByKey.create())
        .apply("DealToWindows", ParDo.of(new DealToWindowsFn<>()))
        .setCoder(ListCoder.of(results.getCoder()))
        .setWindowingStrategyInternal(results.getWindowingStrategy())
        // Files of different windows are moved by different subtasks.
        .apply("Reshuffle", Reshuffle.viaRandomKey());
  }

  private static final class DealToWindowsFn<DestinationT>
      extends DoFn<KV<Void, Iterable<FileResult<DestinationT>>>, List<FileResult<DestinationT>>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<Void, Iterable<FileResult<DestinationT>>> all,
        OutputReceiver<List<FileResult<DestinationT>>> out) {
      Map<BoundedWindow, List<FileResult<DestinationT>>> byWindow = new LinkedHashMap<>();
      for (FileResult<DestinationT> result : all.getValue()) {
        byWindow
            .computeIfAbsent(requireNonNull(result.getWindow()), window -> new ArrayList<>())
            .add(result);
      }
      byWindow.forEach(
          (window, results) ->
              out.outputWindowedValue(
                  results, window.maxTimestamp(), List.of(window), PaneInfo.NO_FIRING));
    }
  }
}
