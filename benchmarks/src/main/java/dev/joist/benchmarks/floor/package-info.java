// SPDX-License-Identifier: Apache-2.0
/**
 * A measuring stick: how fast a pipeline is when its functions just call each other. What belongs
 * here is what Beam's interfaces ask of every runner, and nothing that makes a runner one.
 */
@NullMarked
package dev.joist.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
