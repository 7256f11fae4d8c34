// SPDX-License-Identifier: Apache-2.0
/**
 * Judges outcomes against the scan and the known failures, and writes them down. It knows the
 * driver's outcomes. Open {@link dev.joist.validatesrunner.result.Judge} first.
 */
@NullMarked
package dev.joist.validatesrunner.result;

import org.jspecify.annotations.NullMarked;
