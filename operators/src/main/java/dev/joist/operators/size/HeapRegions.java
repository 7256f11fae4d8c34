// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * What large objects take of the heap of this JVM. G1 gives an object of half a region or more
 * whole regions of its own: where these have a megabyte, an array of a megabyte takes two.
 */
final class HeapRegions {

  private static final long REGION_BYTES = regionBytes();
  private static final long LARGE_BYTES = REGION_BYTES == 0 ? Long.MAX_VALUE : REGION_BYTES / 2;

  private HeapRegions() {}

  /** What an object of {@code bytes} takes. */
  static long rounded(long bytes) {
    return bytes < LARGE_BYTES ? bytes : (bytes + REGION_BYTES - 1) / REGION_BYTES * REGION_BYTES;
  }

  /** The size of a region; 0 where the heap has none, or where nobody tells. */
  private static long regionBytes() {
    try {
      @Nullable HotSpotDiagnosticMXBean jvm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return jvm == null ? 0 : Long.parseLong(jvm.getVMOption("G1HeapRegionSize").getValue());
    } catch (IllegalArgumentException e) {
      // Another JVM, without such a bean or such an option.
      return 0;
    }
  }
}
