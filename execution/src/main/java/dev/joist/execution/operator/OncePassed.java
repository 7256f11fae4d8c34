// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

/** What is to be done once every stage has passed what an operator emitted. */
@FunctionalInterface
public interface OncePassed {

  void run() throws Exception;
}
