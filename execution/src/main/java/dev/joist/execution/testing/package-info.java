// SPDX-License-Identifier: Apache-2.0
/**
 * A harness that drives one operator with a literal script under all the conditions that it may
 * meet; for the tests of every module that has operators.
 *
 * <p>It stands above {@code job} and {@code simulation}. Open {@link
 * dev.joist.execution.testing.OperatorHarness} first.
 */
@NullMarked
package dev.joist.execution.testing;

import org.jspecify.annotations.NullMarked;
