// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.state.spill.SpillFiles;
import dev.joist.state.spill.testing.FullDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sample;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose disk has not enough room for what they spill: all of 20 MB in groups or views. */
@Timeout(120)
class SpillFailuresTest {

  private static final int VALUES = 20_000;
  private static final int VALUE_BYTES = 1000;
  private static final long MEGABYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void ofAGroupingNameItAndTheFileAndTheSizes() {
    fails(
        3 * MEGABYTE,
        "Group",
        pairs -> pairs.apply("Group", GroupByKey.create()).apply(ParDo.of(new Nothing<>())));
  }

  @Test
  void ofACombineNameIt() {
    fails(
        3 * MEGABYTE,
        "Sample/.*",
        pairs -> pairs.apply("Sample", Sample.fixedSizePerKey(9)).apply(ParDo.of(new Nothing<>())));
  }

  @Test
  void ofAViewNameIt() {
    fails(3 * MEGABYTE, "All/.*/View", pairs -> read(pairs, pairs.apply("All", View.asIterable())));
  }

  /** There is room for what is spilled first, and not for it to be put in order. */
  @Test
  void ofAViewWhoseRunsAreMergedNameIt() {
    fails(
        30 * MEGABYTE,
        "By key/.*/View",
        pairs -> {
          PCollectionView<Map<Long, Iterable<byte[]>>> view =
              pairs.apply("By key", View.asMultimap());
          read(pairs, view);
        });
  }

  @Test
  void ofElementsThatWaitForAViewNameWhatReadsIt() {
    fails(
        3 * MEGABYTE,
        "Wait/.*",
        pairs -> {
          PCollectionView<Long> count =
              pairs.apply(
                  "Count", Combine.globally(Count.<KV<Long, byte[]>>combineFn()).asSingletonView());
          pairs.apply("Wait", ParDo.of(new Nothing<>()).withSideInputs(count));
        });
  }

  @Test
  void ofAFolderThatCannotBeWrittenComeBeforeAnythingRuns() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Pipeline pipeline = pipeline(file.resolve("folder"));
    pairs(pipeline).apply("Group", GroupByKey.create()).apply(ParDo.of(new Nothing<>()));

    assertThatThrownBy(() -> run(pipeline, SpillFiles.local()))
        .isInstanceOf(JoistException.class)
        .hasMessageStartingWith(
            "--spillDir=%s: nothing can be spilled to".formatted(file.resolve("folder")));
  }

  /** Adds to a pipeline what spills. */
  private interface Spilling {
    void of(PCollection<KV<Long, byte[]>> pairs);
  }

  private void fails(long room, String transform, Spilling spilling) {
    Pipeline pipeline = pipeline(folder);
    spilling.of(pairs(pipeline));

    assertThatThrownBy(() -> run(pipeline, new FullDisk(room)))
        .hasMessageMatching(
            transform
                + ": [0-9]+ bytes could not be written to "
                + folder
                + "/joist-[0-9-]+/run-[0-9]+.(values|index) behind its first [0-9]+ (bytes|MB):"
                + " java.io.IOException: No space left on device. Its volume has 1234 bytes left,"
                + " and this job has spilled [0-9]+ MB to it; make room there, name another folder"
                + " with --spillDir, or keep more in memory with a larger --spillThresholdMb");
    assertThat(folder).isEmptyDirectory();
  }

  private static Pipeline pipeline(Path spillDir) {
    JoistPipelineOptions options = PipelineOptionsFactory.as(JoistPipelineOptions.class);
    options.setRunner(JoistRunner.class);
    options.setSpillThresholdMb(1);
    options.setSpillDir(spillDir.toString());
    options.setParallelism(2);
    return Pipeline.create(options);
  }

  private static void run(Pipeline pipeline, SpillFiles files) {
    new JoistRunner(pipeline.getOptions().as(JoistPipelineOptions.class), new PlanLauncher(files))
        .run(pipeline)
        .waitUntilFinish();
  }

  private static PCollection<KV<Long, byte[]>> pairs(Pipeline pipeline) {
    return pipeline
        .apply(GenerateSequence.from(0).to(VALUES))
        .apply(
            MapElements.via(
                new SimpleFunction<Long, KV<Long, byte[]>>() {
                  @Override
                  public KV<Long, byte[]> apply(Long number) {
                    return KV.of(number, new byte[VALUE_BYTES]);
                  }
                }))
        .setCoder(KvCoder.of(VarLongCoder.of(), ByteArrayCoder.of()));
  }

  private static void read(PCollection<?> beside, PCollectionView<?> view) {
    beside
        .getPipeline()
        .apply(Impulse.create())
        .apply("Read", ParDo.of(new Nothing<byte[]>()).withSideInputs(view));
  }

  private static final class Nothing<T> extends DoFn<T, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process() {}
  }
}
