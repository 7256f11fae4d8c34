// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.handover;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.graph.Handover;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoderHandoverTest {

  private static final Schema NAME =
      Schema.builder().addStringField("name").addNullableInt32Field("count").build();
  private static final Schema TITLE =
      Schema.builder().addStringField("title").addNullableInt32Field("count").build();

  @Test
  void handsOverTheElementItselfWhereItsCoderGivesBackAnEqualOneThatCannotChange() {
    assertThatIsHandedOverItself(VarIntCoder.of(), 1_000);
    assertThatIsHandedOverItself(StringUtf8Coder.of(), "a");
    assertThatIsHandedOverItself(NullableCoder.of(VarIntCoder.of()), null);
    assertThatIsHandedOverItself(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()), KV.of("a", 1));
    assertThatIsHandedOverItself(VoidCoder.of(), null);
    assertThatIsHandedOverItself(RowCoder.of(NAME), Row.withSchema(NAME).addValues("a", 1).build());
  }

  @Test
  void givesARowTheSchemaOfTheCollection() {
    Row row = Row.withSchema(TITLE).addValues("a", 1).build();

    Object handed = handOver(RowCoder.of(NAME), row);

    assertThat(handed).isEqualTo(Row.withSchema(NAME).addValues("a", 1).build());
  }

  @Test
  void givesNestedRowsTheSchemaOfTheCollection() {
    Schema names = Schema.builder().addArrayField("all", Schema.FieldType.row(NAME)).build();
    Schema titles = Schema.builder().addArrayField("all", Schema.FieldType.row(TITLE)).build();
    Row row =
        Row.withSchema(titles).addArray(Row.withSchema(TITLE).addValues("a", 1).build()).build();

    Row handed = row(RowCoder.of(names), row);

    assertThat(handed.<Row>getArray("all"))
        .containsExactly(Row.withSchema(NAME).addValues("a", 1).build());
  }

  @Test
  void givesTheValuesOfARowTheClassesThatTheCoderGivesBack() {
    Schema numbers = Schema.builder().addIterableField("all", Schema.FieldType.INT32).build();
    Row row = Row.withSchema(numbers).attachValues(List.of(new ArrayDeque<>(List.of(1, 2))));

    Row handed = row(RowCoder.of(numbers), row);

    assertThat(handed.<Object>getValue(0)).isEqualTo(List.of(1, 2));
  }

  @Test
  void handsOverBothPartsOfAPair() {
    KV<Row, Integer> pair = KV.of(Row.withSchema(TITLE).addValues("a", 1).build(), 7);

    Object handed = handOver(KvCoder.of(RowCoder.of(NAME), VarIntCoder.of()), pair);

    assertThat(handed).isEqualTo(KV.of(Row.withSchema(NAME).addValues("a", 1).build(), 7));
  }

  /** Keeps its time to itself, as Beam's coder of the metadata of files does. */
  private record Stamped(String name, long timeMillis) {}

  private static final class NameCoder extends CustomCoder<Stamped> {
    private int encoded;

    @Override
    public void encode(Stamped value, OutputStream out) throws IOException {
      encoded++;
      StringUtf8Coder.of().encode(value.name(), out);
    }

    @Override
    public Stamped decode(InputStream in) throws IOException {
      return new Stamped(StringUtf8Coder.of().decode(in), 0);
    }
  }

  @Test
  void handsOverWhatTheCoderGivesBackWhereThatIsAnotherValue() {
    Handover.Step step = new CoderHandover(new NameCoder(), "Make", "Make.out").create();

    for (int i = 0; i < 10_000; i++) {
      assertThat(valueOf(step, new Stamped("a" + i, 5))).isEqualTo(new Stamped("a" + i, 0));
    }
  }

  @Test
  void findsALaterDifferenceAndHandsOverWhatTheCoderGivesBackFromThenOn() {
    Handover.Step step = new CoderHandover(new NameCoder(), "Make", "Make.out").create();

    for (int i = 0; i < ComparedHandover.FIRST + 10; i++) {
      valueOf(step, new Stamped("a", 0));
    }
    for (int i = 0; i < ComparedHandover.EVERY; i++) {
      valueOf(step, new Stamped("a", 5));
    }

    assertThat(valueOf(step, new Stamped("a", 5))).isEqualTo(new Stamped("a", 0));
  }

  @Test
  void asksTheCoderSeldomWhereItGivesBackEqualValues() {
    NameCoder coder = new NameCoder();
    Handover.Step step = new CoderHandover(coder, "Make", "Make.out").create();

    for (int i = 0; i < 100_000; i++) {
      valueOf(step, new Stamped("a", 0));
    }

    assertThat(coder.encoded).isBetween(ComparedHandover.FIRST, ComparedHandover.FIRST + 100);
  }

  /** Has no equals of its own. */
  private static final class Plain {
    private final List<int[]> parts = new ArrayList<>();

    Plain(int part) {
      parts.add(new int[] {part});
    }
  }

  private static final class PlainCoder extends CustomCoder<Plain> {
    private int encoded;

    @Override
    public void encode(Plain value, OutputStream out) throws IOException {
      encoded++;
      VarIntCoder.of().encode(value.parts.get(0)[0], out);
    }

    @Override
    public Plain decode(InputStream in) throws IOException {
      return new Plain(VarIntCoder.of().decode(in));
    }
  }

  @Test
  void comparesTheFieldsOfValuesWithoutEquals() {
    PlainCoder coder = new PlainCoder();
    Handover.Step step = new CoderHandover(coder, "Make", "Make.out").create();

    for (int i = 0; i < 10_000; i++) {
      valueOf(step, new Plain(i));
    }

    assertThat(coder.encoded).isLessThan(ComparedHandover.FIRST + 100);
  }

  @Test
  void doesNotCompareValuesWithLongEncodings() {
    List<String> large = List.of("x".repeat(2 << 20));

    assertThatIsHandedOverItself(ListCoder.of(StringUtf8Coder.of()), large);
  }

  @Test
  void namesTransformCollectionAndCoderWhereAnElementCannotBeEncoded() {
    assertThatThrownBy(() -> handOver(VarIntCoder.of(), null))
        .isInstanceOf(JoistException.class)
        .hasMessageContaining("Make emitted null into Make.out")
        .hasMessageContaining("VarIntCoder")
        .hasCauseInstanceOf(CoderException.class);
    assertThatThrownBy(() -> handOver(VarIntCoder.of(), 5L))
        .hasMessageContaining("Make emitted 5 into Make.out")
        .hasCauseInstanceOf(ClassCastException.class);
    assertThatThrownBy(
            () -> handOver(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()), KV.of("a", null)))
        .hasMessageContaining("Make.out")
        .hasCauseInstanceOf(CoderException.class);
  }

  private static void assertThatIsHandedOverItself(Coder<?> coder, @Nullable Object value) {
    assertThat(handOver(coder, value)).isSameAs(value);
  }

  private static Row row(Coder<Row> coder, Row row) {
    return (Row) requireNonNull(handOver(coder, row));
  }

  private static @Nullable Object handOver(Coder<?> coder, @Nullable Object value) {
    return valueOf(new CoderHandover(coder, "Make", "Make.out").create(), value);
  }

  private static @Nullable Object valueOf(Handover.Step step, @Nullable Object value) {
    return ((WindowedValue<?>) step.handOver(WindowedValues.valueInGlobalWindow(value))).getValue();
  }
}
