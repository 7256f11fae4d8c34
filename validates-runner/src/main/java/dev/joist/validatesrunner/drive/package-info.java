// SPDX-License-Identifier: Apache-2.0
/**
 * Hands tests to worker JVMs under a time limit, so that one that hangs or crashes spoils no other.
 * It knows the scan and the worker. Open {@link dev.joist.validatesrunner.drive.Lane} first.
 */
@NullMarked
package dev.joist.validatesrunner.drive;

import org.jspecify.annotations.NullMarked;
