// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

/**
 * How far a step is, over all its writers.
 *
 * @param step its full name
 * @param elements how many elements it took, of a source how many it has read
 * @param reads whether it brings elements into the pipeline
 * @param samples how often a thread was seen in its code
 */
public record StepFigures(String step, long elements, boolean reads, long samples) {

  /** The figures of two writers of one step. */
  StepFigures plus(StepFigures other) {
    return new StepFigures(
        step, elements + other.elements, reads || other.reads, samples + other.samples);
  }
}
