// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the work of a {@link Load} with a thread and hash maps for each part of the keys, and fails
 * unless its results are right. Arguments: the file for its facts, the number of events, those of
 * the load, then the number of threads.
 */
public final class PlainProgram {

  private static final int FACTS = 0;
  private static final int EVENTS = 1;
  private static final int LOAD = 2;
  private static final int THREADS = LOAD + Load.ARGUMENTS;

  private PlainProgram() {}

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Load load = Load.parse(List.of(args).subList(LOAD, args.length));
    Schedule schedule = LoadProgram.schedule(load, Long.parseLong(args[EVENTS]));
    run(load, schedule, Integer.parseInt(args[THREADS]));
    Facts facts = new Facts(FirstElement.facts());
    Checksum.ofThisProcess().requireEqualTo(Checksum.expected(load, schedule));
    facts.write(Path.of(args[FACTS]));
  }

  private static void run(Load load, Schedule schedule, int threads)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> lanes = new ArrayList<>();
    FirstElement.note();
    for (int lane = 0; lane < threads; lane++) {
      lanes.add(
          pool.submit(new PlainLane(load, schedule, lane, threads, Checksum.ofThisProcess())));
    }
    for (Future<?> lane : lanes) {
      lane.get();
    }
    pool.shutdown();
  }
}
