// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

/** A program that fails of itself when it gets an argument. */
public final class ThrowingProgram {

  private ThrowingProgram() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      throw new IllegalStateException("the cat is out");
    }
  }
}
