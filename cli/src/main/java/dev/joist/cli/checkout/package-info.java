// SPDX-License-Identifier: Apache-2.0
/**
 * The source tree that the command line was started from: its modules, its Maven, its class paths.
 *
 * <p>Open {@link dev.joist.cli.checkout.Checkout} first.
 */
@NullMarked
package dev.joist.cli.checkout;

import org.jspecify.annotations.NullMarked;
