// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.LocalResources;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MetadataCoder;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses an exchange is what its coder gives back, as on other runners. */
@Timeout(120)
class ExchangedValuesTest {

  private static final Schema NAME = Schema.builder().addStringField("name").build();
  private static final Schema TITLE = Schema.builder().addStringField("title").build();

  @Test
  void rowsHaveTheNamesOfTheirCollection() {
    Pipeline pipeline = pipeline();
    PCollection<String> names =
        pipeline
            .apply(Create.of("a", "b"))
            .apply(
                MapElements.into(TypeDescriptors.rows())
                    .via(name -> Row.withSchema(TITLE).addValue(name).build()))
            .setRowSchema(NAME)
            .apply(Reshuffle.viaRandomKey())
            .apply(MapElements.into(TypeDescriptors.strings()).via(row -> row.getString("name")));

    PAssert.that(names).containsInAnyOrder("a", "b");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void rowsHaveTheNamesOfTheirCollectionWithoutAnExchangeToo() {
    Pipeline pipeline = pipeline();
    PCollection<String> names =
        pipeline
            .apply(Create.of("a", "b"))
            .apply(
                MapElements.into(TypeDescriptors.rows())
                    .via(name -> Row.withSchema(TITLE).addValue(name).build()))
            .setRowSchema(NAME)
            .apply(MapElements.into(TypeDescriptors.strings()).via(row -> row.getString("name")));

    PAssert.that(names).containsInAnyOrder("a", "b");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void rowsInAccumulatorsHaveTheNamesOfTheirCollection() {
    Pipeline pipeline = pipeline();
    PCollection<String> names =
        pipeline
            .apply(Create.of("b", "a", "c"))
            .apply(
                MapElements.into(TypeDescriptors.rows())
                    .via(name -> Row.withSchema(TITLE).addValue(name).build()))
            .setCoder(RowCoder.of(NAME))
            .apply(Top.of(1, new ByFirstField()))
            .apply(
                MapElements.into(TypeDescriptors.strings())
                    .via((List<Row> top) -> top.get(0).getString("name")));

    PAssert.that(names).containsInAnyOrder("c");
    pipeline.run().waitUntilFinish();
  }

  private static final class ByFirstField
      implements java.util.Comparator<Row>, java.io.Serializable {
    @Override
    public int compare(Row left, Row right) {
      return left.<String>getValue(0).compareTo(right.<String>getValue(0));
    }
  }

  /** Beam's coder of metadata leaves out when a file was changed. */
  @Test
  void valuesLackWhatTheirCoderLeavesOut() {
    Pipeline pipeline = pipeline();
    PCollection<Long> times =
        pipeline
            .apply(Create.of(1L, 2L))
            .apply(ParDo.of(new DescribeFile()))
            .setCoder(MetadataCoder.of())
            .apply(Reshuffle.viaRandomKey())
            .apply(
                MapElements.into(TypeDescriptors.longs())
                    .via(MatchResult.Metadata::lastModifiedMillis));

    PAssert.that(times).containsInAnyOrder(0L, 0L);
    pipeline.run().waitUntilFinish();
  }

  private static final class DescribeFile extends DoFn<Long, MatchResult.Metadata> {
    @ProcessElement
    public void process(@Element Long millis, OutputReceiver<MatchResult.Metadata> out) {
      ResourceId file = LocalResources.fromString("file-" + millis, false);
      out.output(
          MatchResult.Metadata.builder()
              .setResourceId(file)
              .setSizeBytes(1)
              .setIsReadSeekEfficient(true)
              .setLastModifiedMillis(millis)
              .build());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--spillThresholdMb=100", "--spillThresholdMb=0"})
  void nullIsRefusedWhereTheCoderKnowsNone(String memory) {
    Pipeline pipeline = pipeline(memory);
    pipeline
        .apply(Create.of(1, 2, 3))
        .apply("Name", ParDo.of(new NameMostly()))
        .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
        .apply(GroupByKey.create())
        .apply(Values.create());

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining(
            "emitted KV{1, null} into Name/ParMultiDo(NameMostly).output, the input of GroupByKey")
        .hasMessageContaining("StringUtf8Coder")
        .hasCauseInstanceOf(CoderException.class);
  }

  private static final class NameMostly extends DoFn<Integer, KV<Integer, String>> {
    @ProcessElement
    @SuppressWarnings("NullAway") // It is what Beam forbids.
    public void process(@Element Integer number, OutputReceiver<KV<Integer, String>> out) {
      out.output(KV.of(1, number == 2 ? null : "x"));
    }
  }

  private static Pipeline pipeline(String... options) {
    String[] all = new String[options.length + 1];
    all[0] = "--runner=JoistRunner";
    System.arraycopy(options, 0, all, 1, options.length);
    return Pipeline.create(PipelineOptionsFactory.fromArgs(all).create());
  }
}
