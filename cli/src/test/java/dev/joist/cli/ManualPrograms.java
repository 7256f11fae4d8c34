// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.program.RunningPrograms;
import java.util.ArrayList;
import java.util.List;

/** Jobs that run as long as the test says. */
public final class ManualPrograms implements RunningPrograms {

  private final List<String> calls = new ArrayList<>();
  private boolean running;
  private int begun;
  private boolean stubborn;

  /** What was asked of them, in order. */
  public List<String> calls() {
    return calls;
  }

  public ManualPrograms running() {
    running = true;
    return this;
  }

  /** As if each program had run a pipeline. */
  @Override
  public int begun() {
    return begun++;
  }

  @Override
  public boolean any() {
    return running;
  }

  /** They do not stop when they are cancelled. */
  public ManualPrograms stubborn() {
    stubborn = true;
    return running();
  }

  @Override
  public List<String> busy() {
    return running ? List.of("Step has not returned") : List.of();
  }

  @Override
  public void cancelAll() {
    calls.add("cancelAll");
    running = stubborn;
  }

  @Override
  public void awaitAll() {
    calls.add("awaitAll");
  }
}
