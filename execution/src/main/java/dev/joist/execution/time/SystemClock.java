// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.time;

/** The machine's clock. */
enum SystemClock implements Clock {
  INSTANCE;

  @Override
  public long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public boolean advancesByItself() {
    return true;
  }
}
