// SPDX-License-Identifier: Apache-2.0
/**
 * Disks with faults, for tests of what spills.
 *
 * <p>Open {@link dev.joist.state.spill.testing.FullDisk} first.
 */
@NullMarked
package dev.joist.state.spill.testing;

import org.jspecify.annotations.NullMarked;
