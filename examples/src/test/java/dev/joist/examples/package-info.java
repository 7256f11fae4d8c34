// SPDX-License-Identifier: Apache-2.0
/**
 * What the example programs promise, on each runner of {@link dev.joist.examples.Runners} and
 * without one.
 */
@NullMarked
package dev.joist.examples;

import org.jspecify.annotations.NullMarked;
