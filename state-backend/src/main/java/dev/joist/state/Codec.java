// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written, read back, copied and compared.
 *
 * <p><b>Threading:</b> shared by all threads; implementations keep no state between calls.
 */
public interface Codec<T extends @Nullable Object> {

  /** Names the encoding; written into snapshots and compared when they are read back. */
  CodecId id();

  /** Writes {@code value} so that {@link #decode} finds its end by itself; does not close. */
  void encode(T value, OutputStream out) throws IOException;

  /** Reads one value and nothing beyond it. */
  T decode(InputStream in) throws IOException;

  /** Whether no value can change, so that {@link #copy} returns its argument. */
  boolean isImmutable();

  /** A value with the same encoding that shares nothing that can change with {@code value}. */
  T copy(T value);

  /**
   * An object whose {@code equals} and {@code hashCode} are equality of encodings; often the value
   * itself.
   */
  Object identity(T value);
}
