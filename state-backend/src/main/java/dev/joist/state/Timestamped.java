// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/** A value of an {@link OrderedListCell}. */
public record Timestamped<T extends @Nullable Object>(long timestampMillis, T value) {}
