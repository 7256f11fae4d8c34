// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.services.JobServices;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SpillingOperator} groups and how; {@link WindowEnds#objection} has nothing against
 * its windowing.
 *
 * @param transform full name of the transform
 * @param keyCoder coder of the keys
 * @param windowing strategy of the input
 * @param contents keeps the values of a window, or what becomes of them
 * @param shape how keys and values are found in elements, and results made of them
 * @param services what the operators of the job share
 */
public record SpillingGrouping<
    K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>(
    String transform,
    Coder<K> keyCoder,
    WindowingStrategy<?, W> windowing,
    SpillableContents.Factory<InputT, OutputT> contents,
    Grouping.Shape<K, InputT, OutputT> shape,
    JobServices services) {

  public SpillingGrouping {
    WindowEnds.objection(windowing)
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(
                  "%s cannot be grouped beyond memory: %s".formatted(transform, objection));
            });
  }

  /** The groups that are kept until their windows end. */
  SpillingGroups.Spec<K, InputT, OutputT, W> groups() {
    return new SpillingGroups.Spec<>(
        transform,
        keyCoder,
        windowing.getWindowFn().windowCoder(),
        this::dueMillis,
        contents,
        services.spilling());
  }

  /** The last millisecond at which something may come for a window, which then fires. */
  long dueMillis(W window) {
    return WindowEnds.isLateDataAllowed(windowing)
        ? WindowEnds.expiryMillis(window, windowing)
        : window.maxTimestamp().getMillis();
  }
}
