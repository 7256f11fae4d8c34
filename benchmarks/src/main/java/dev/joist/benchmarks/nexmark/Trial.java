// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

/** A run and how it ended. */
public record Trial(RunSpec spec, Outcome outcome) {}
