// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encoded rows in the order of their bytes, so that equal content is written as equal bytes. */
final class SortedRows {

  private final List<byte[]> rows = new ArrayList<>();

  <T extends @Nullable Object> SortedRows addAll(Iterable<T> values, RowEncoder<T> encoder)
      throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    for (T value : values) {
      encoder.encode(value, row);
      rows.add(row.toByteArray());
      row.reset();
    }
    return this;
  }

  List<byte[]> rows() {
    rows.sort(Arrays::compareUnsigned);
    return rows;
  }

  /** Writes one value. */
  @FunctionalInterface
  interface RowEncoder<T extends @Nullable Object> {
    void encode(T value, OutputStream out) throws IOException;
  }
}
