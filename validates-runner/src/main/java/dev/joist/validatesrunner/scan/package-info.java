// SPDX-License-Identifier: Apache-2.0
/**
 * Finds by reflection which tests a suite consists of. A leaf: it knows neither how tests are run
 * nor what becomes of them. Open {@link dev.joist.validatesrunner.scan.SuiteScan} first.
 */
@NullMarked
package dev.joist.validatesrunner.scan;

import org.jspecify.annotations.NullMarked;
