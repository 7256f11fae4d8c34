// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

/**
 * The sizes that a subtask keeps to.
 *
 * @param maxBundleElements elements after which a bundle ends that is {@value #QUICK_BUNDLE_MILLIS}
 *     ms old
 * @param quickBundleElements elements after which a bundle ends in any case
 * @param maxBundleMillis age at which a bundle ends
 * @param bundleLingerMillis how long an idle stage waits before it ends a bundle that is costly to
 *     end
 * @param batchElements most elements that cross a channel together
 * @param bufferTimeoutMillis age at which a batch is sent though it is not full
 * @param channelBatches items that the ring of a channel holds
 * @param overdraftBatches items beyond the ring at which a subtask is suspended inside its output
 * @param channelBytes most bytes in the ring of a channel, and as many beyond it, where the size of
 *     elements is known; one item is always taken
 * @param jobChannelBytes most bytes in all channels of the job together, but for one item in each
 * @param maxLanes most lanes that a subtask of an elastic stage may have
 */
public record SubtaskLimits(
    int maxBundleElements,
    int quickBundleElements,
    long maxBundleMillis,
    long bundleLingerMillis,
    int batchElements,
    long bufferTimeoutMillis,
    int channelBatches,
    int overdraftBatches,
    long channelBytes,
    long jobChannelBytes,
    int maxLanes) {

  /** No bundle that is younger has to end for the sake of what waits for its end. */
  static final int QUICK_BUNDLE_MILLIS = 50;

  private static final long DEFAULT_CHANNEL_BYTES = 4L << 20;
  private static final int DEFAULT_MAX_LANES = 128;

  /** The heap is so much larger than what is in channels, as long as nobody says otherwise. */
  private static final long HEAP_TO_CHANNELS = 4;

  public SubtaskLimits {
    check("maxBundleElements", maxBundleElements, 1);
    check("quickBundleElements", quickBundleElements, maxBundleElements);
    check("maxBundleMillis", maxBundleMillis, 0);
    check("bundleLingerMillis", bundleLingerMillis, 0);
    check("batchElements", batchElements, 1);
    check("bufferTimeoutMillis", bufferTimeoutMillis, 0);
    check("channelBatches", channelBatches, 1);
    check("overdraftBatches", overdraftBatches, 0);
    check("channelBytes", channelBytes, 1);
    check("jobChannelBytes", jobChannelBytes, 1);
    check("maxLanes", maxLanes, 1);
  }

  /**
   * Limits with the usual numbers of bytes a channel and lanes a subtask, and a share of the heap
   * for all channels.
   */
  public SubtaskLimits(
      int maxBundleElements,
      long maxBundleMillis,
      long bundleLingerMillis,
      int batchElements,
      long bufferTimeoutMillis,
      int channelBatches,
      int overdraftBatches) {
    this(
        maxBundleElements,
        maxBundleElements,
        maxBundleMillis,
        bundleLingerMillis,
        batchElements,
        bufferTimeoutMillis,
        channelBatches,
        overdraftBatches,
        DEFAULT_CHANNEL_BYTES,
        Runtime.getRuntime().maxMemory() / HEAP_TO_CHANNELS,
        DEFAULT_MAX_LANES);
  }

  /** These limits with another number of lanes a subtask. */
  public SubtaskLimits withMaxLanes(int lanes) {
    return new SubtaskLimits(
        maxBundleElements,
        quickBundleElements,
        maxBundleMillis,
        bundleLingerMillis,
        batchElements,
        bufferTimeoutMillis,
        channelBatches,
        overdraftBatches,
        channelBytes,
        jobChannelBytes,
        lanes);
  }

  /** Most elements in a batch where each keeps {@code elementBytes}, 0 if that is not known. */
  int batchElements(long elementBytes) {
    if (elementBytes == 0) {
      return batchElements;
    }
    long fitting = batchBytes() / elementBytes;
    return (int) Math.max(1, Math.min(batchElements, fitting));
  }

  /** Most bytes in a batch of more than one element, so that a ring has room for several. */
  long batchBytes() {
    return channelBytes / channelBatches;
  }

  /** Most bytes in all batches that a lane has begun and not sent. */
  long openBytes() {
    return channelBytes / 2;
  }

  /** These limits with other bounds for the bytes in one channel and in all of them. */
  public SubtaskLimits withChannelBytes(long bytes, long allBytes) {
    return new SubtaskLimits(
        maxBundleElements,
        quickBundleElements,
        maxBundleMillis,
        bundleLingerMillis,
        batchElements,
        bufferTimeoutMillis,
        channelBatches,
        overdraftBatches,
        bytes,
        allBytes,
        maxLanes);
  }

  /** What a streaming job uses where it says nothing. */
  public static SubtaskLimits defaults() {
    return new SubtaskLimits(1000, 1000, 2, 256, 10, 16, 64).withQuickBundles(100_000);
  }

  /** These limits with so many elements in a bundle that is quick. */
  public SubtaskLimits withQuickBundles(int elements) {
    return new SubtaskLimits(
        maxBundleElements,
        elements,
        maxBundleMillis,
        bundleLingerMillis,
        batchElements,
        bufferTimeoutMillis,
        channelBatches,
        overdraftBatches,
        channelBytes,
        jobChannelBytes,
        maxLanes);
  }

  private static void check(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s is %d; it must be at least %d".formatted(name, value, least));
    }
  }
}
