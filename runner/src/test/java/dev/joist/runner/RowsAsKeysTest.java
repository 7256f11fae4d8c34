// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.Join;
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Keys;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Rows whose schemas differ in the names of fields are one key: their encodings are equal, though
 * the objects are not.
 */
@Timeout(120)
class RowsAsKeysTest implements Serializable {

  private static final Schema LEFT = Schema.builder().addInt64Field("a").build();
  private static final Schema RIGHT = Schema.builder().addInt64Field("b").build();
  private static final int ELEMENTS = 10;

  private final transient Pipeline pipeline =
      Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=JoistRunner").create());

  @Test
  void areOneGroup() {
    PCollection<Integer> sizes =
        pairs()
            .apply(GroupByKey.create())
            .apply(
                ParDo.of(
                    new DoFn<KV<Row, Iterable<Integer>>, Integer>() {
                      @ProcessElement
                      public void process(
                          @Element KV<Row, Iterable<Integer>> group, OutputReceiver<Integer> out) {
                        int size = 0;
                        for (Iterator<Integer> values = group.getValue().iterator();
                            values.hasNext();
                            values.next()) {
                          size++;
                        }
                        out.output(size);
                      }
                    }));

    PAssert.thatSingleton(sizes).isEqualTo(ELEMENTS);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void areCombinedIntoOneSum() {
    PCollection<KV<Row, Integer>> sums = pairs().apply(Combine.perKey(Sum.ofIntegers()));

    PAssert.thatSingleton(sums).isEqualTo(KV.of(left(7), 45));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void areOneDistinctElement() {
    PCollection<Row> distinct = pairs().apply(Keys.create()).apply(Distinct.create());

    PAssert.thatSingleton(distinct).isEqualTo(left(7));
    pipeline.run().waitUntilFinish();
  }

  private static final class FirstOfKey extends DoFn<KV<Row, Integer>, Integer> {
    @StateId("seen")
    private final StateSpec<ValueState<Boolean>> spec = StateSpecs.value();

    @ProcessElement
    public void process(@StateId("seen") ValueState<Boolean> seen, OutputReceiver<Integer> out) {
      if (seen.read() == null) {
        seen.write(true);
        out.output(1);
      }
    }
  }

  @Test
  void haveOneState() {
    PAssert.thatSingleton(pairs().apply(ParDo.of(new FirstOfKey()))).isEqualTo(1);
    pipeline.run().waitUntilFinish();
  }

  private static final class FirstOfSet extends DoFn<KV<Integer, Row>, Integer> {
    @StateId("rows")
    private final StateSpec<SetState<Row>> spec = StateSpecs.set(RowCoder.of(LEFT));

    @ProcessElement
    public void process(
        @Element KV<Integer, Row> element,
        @StateId("rows") SetState<Row> rows,
        OutputReceiver<Integer> out) {
      Row renamed = Row.withSchema(RIGHT).addValues(element.getValue().getValues()).build();
      if (Boolean.TRUE.equals(rows.addIfAbsent(renamed).read())) {
        out.output(1);
      }
      rows.add(element.getValue());
    }
  }

  @Test
  void areOneMemberOfASetInState() {
    PCollection<Integer> first =
        pairs()
            .apply(Keys.create())
            .apply(WithKeys.of(1))
            .setCoder(KvCoder.of(VarIntCoder.of(), RowCoder.of(LEFT)))
            .apply(ParDo.of(new FirstOfSet()));

    PAssert.thatSingleton(first).isEqualTo(1);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void areFoundInAMultimapByRowsWithOtherNames() {
    PCollectionView<Map<Row, Iterable<Integer>>> view = pairs().apply(View.asMultimap());
    PCollection<Integer> found =
        pipeline
            .apply("one", Create.of(7L).withCoder(VarLongCoder.of()))
            .apply(
                ParDo.of(
                        new DoFn<Long, Integer>() {
                          @ProcessElement
                          public void process(ProcessContext context) {
                            Row key = Row.withSchema(RIGHT).addValue(context.element()).build();
                            context
                                .sideInput(view)
                                .getOrDefault(key, List.of())
                                .forEach(context::output);
                          }
                        })
                    .withSideInputs(view));

    PAssert.that(found).containsInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void areJoined() {
    PCollection<Row> left = pipeline.apply("left", Create.of(left(1), left(2)).withRowSchema(LEFT));
    PCollection<Row> right =
        pipeline.apply("right", Create.of(right(2), right(3)).withRowSchema(RIGHT));

    PCollection<Long> joined =
        left.apply(Join.<Row, Row>innerJoin(right).on(Join.FieldsEqual.left("a").right("b")))
            .apply(
                ParDo.of(
                    new DoFn<Row, Long>() {
                      @ProcessElement
                      public void process(@Element Row row, OutputReceiver<Long> out) {
                        out.output(row.<Row>getValue(0).getInt64("a"));
                      }
                    }));

    PAssert.that(joined).containsInAnyOrder(2L);
    pipeline.run().waitUntilFinish();
  }

  /** Ten pairs whose keys have the one schema or the other, and the same value. */
  private PCollection<KV<Row, Integer>> pairs() {
    return pipeline
        .apply(Create.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
        .apply(
            ParDo.of(
                new DoFn<Integer, KV<Row, Integer>>() {
                  @ProcessElement
                  public void process(
                      @Element Integer number, OutputReceiver<KV<Row, Integer>> out) {
                    out.output(KV.of(number % 2 == 0 ? left(7) : right(7), number));
                  }
                }))
        .setCoder(KvCoder.of(RowCoder.of(LEFT), VarIntCoder.of()));
  }

  private static Row left(long value) {
    return Row.withSchema(LEFT).addValue(value).build();
  }

  private static Row right(long value) {
    return Row.withSchema(RIGHT).addValue(value).build();
  }
}
