// SPDX-License-Identifier: Apache-2.0
/**
 * The forked JVM that runs tests and says what came of each. It knows the scan's names and nothing
 * of the driver. Open {@link dev.joist.validatesrunner.worker.WorkerMain} first.
 */
@NullMarked
package dev.joist.validatesrunner.worker;

import org.jspecify.annotations.NullMarked;
