// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileBasedSink.FileResult;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;

/**
 * The last step of a write, behind one that gives each result the pane of the list that it is in:
 * the files of a list are numbered together, so their names are different only if they tell the
 * list's pane. The panes in which the files were filled do not tell one list from another.
 */
final class NamedByFirings<DestinationT>
    extends PTransform<
        PCollection<List<FileResult<DestinationT>>>, WriteFilesResult<DestinationT>> {

  private static final long serialVersionUID = 1L;

  private final PTransform<
          PCollection<List<FileResult<DestinationT>>>, WriteFilesResult<DestinationT>>
      lastStep;

  NamedByFirings(
      PTransform<PCollection<List<FileResult<DestinationT>>>, WriteFilesResult<DestinationT>>
          lastStep) {
    this.lastStep = lastStep;
  }

  @Override
  public WriteFilesResult<DestinationT> expand(
      PCollection<List<FileResult<DestinationT>>> results) {
    return results
        .apply("TakePaneOfFiring", ParDo.of(new TakePaneFn<>()))
        .setCoder(results.getCoder())
        .apply("Finalize", lastStep);
  }

  private static final class TakePaneFn<DestinationT>
      extends DoFn<List<FileResult<DestinationT>>, List<FileResult<DestinationT>>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element List<FileResult<DestinationT>> results,
        PaneInfo pane,
        OutputReceiver<List<FileResult<DestinationT>>> out) {
      List<FileResult<DestinationT>> named = new ArrayList<>(results.size());
      for (FileResult<DestinationT> result : results) {
        named.add(
            new FileResult<>(
                result.getTempFilename(),
                result.getShard(),
                requireNonNull(result.getWindow()),
                pane,
                result.getDestination()));
      }
      out.output(named);
    }
  }
}
