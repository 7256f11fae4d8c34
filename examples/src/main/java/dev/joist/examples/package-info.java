// SPDX-License-Identifier: Apache-2.0
/**
 * Portable Beam programs that show what Joist runs: nothing here knows a runner. Open {@link
 * dev.joist.examples.TopWords} first.
 */
@NullMarked
package dev.joist.examples;

import org.jspecify.annotations.NullMarked;
