// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** The binary form of {@link ActivityStats}: its three fields in order. */
final class ActivityStatsCoder extends AtomicCoder<ActivityStats> {

  private static final ActivityStatsCoder INSTANCE = new ActivityStatsCoder();

  private final VarLongCoder longs = VarLongCoder.of();

  private ActivityStatsCoder() {}

  static ActivityStatsCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(ActivityStats stats, OutputStream out) throws IOException {
    longs.encode(stats.count(), out);
    longs.encode(stats.sumCents(), out);
    longs.encode(stats.maxCents(), out);
  }

  @Override
  public ActivityStats decode(InputStream in) throws IOException {
    return new ActivityStats(longs.decode(in), longs.decode(in), longs.decode(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
