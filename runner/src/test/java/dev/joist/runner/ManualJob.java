// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.metrics.StageProgress;
import dev.joist.runner.job.RunningJob;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.core.metrics.MetricsContainerStepMap;
import org.apache.beam.sdk.PipelineResult.State;
import org.jspecify.annotations.Nullable;

/** A job that ends when the test says so. */
final class ManualJob implements RunningJob {

  final MetricsContainerStepMap attempted = new MetricsContainerStepMap();
  final MetricsContainerStepMap committed = new MetricsContainerStepMap();
  private final CompletableFuture<State> end = new CompletableFuture<>();
  private volatile @Nullable Throwable failure;

  void done() {
    end.complete(State.DONE);
  }

  void fail(Throwable thrown) {
    failure = thrown;
    end.complete(State.FAILED);
  }

  @Override
  public State state() {
    return end.getNow(State.RUNNING);
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public boolean awaitEnd(long millis) throws InterruptedException {
    try {
      end.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void cancel() {
    end.complete(State.CANCELLED);
  }

  @Override
  public void drain() {
    end.complete(State.DONE);
  }

  @Override
  public Set<String> steps() {
    return Set.of("Step");
  }

  @Override
  public MetricsContainerStepMap attemptedMetrics() {
    return attempted;
  }

  @Override
  public MetricsContainerStepMap committedMetrics() {
    return committed;
  }

  @Override
  public List<StageProgress> progress() {
    return List.of();
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the action
  public void whenEnded(Runnable action) {
    end.thenRun(action);
  }
}
