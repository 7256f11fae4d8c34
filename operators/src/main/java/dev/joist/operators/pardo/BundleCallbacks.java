// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.OperatorContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.joda.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a DoFn wants to hear once its bundle is committed.
 *
 * <p>Without snapshots a bundle is committed when every stage has passed what came out of it. Beam
 * promises these calls at best effort: one that fails or has expired is logged and left.
 */
public final class BundleCallbacks implements BundleFinalizer {

  private static final Logger LOG = LoggerFactory.getLogger(BundleCallbacks.class);

  private record Registered(Instant expiry, Callback callback) {}

  private final String transform;
  private final OperatorContext context;
  private List<Registered> registered = new ArrayList<>();

  public BundleCallbacks(String transform, OperatorContext context) {
    this.transform = transform;
    this.context = context;
  }

  @Override
  public void afterBundleCommit(Instant callbackExpiry, Callback callback) {
    registered.add(new Registered(callbackExpiry, callback));
  }

  /** The bundle has ended: those who asked during it are told once others have passed it too. */
  public void bundleEnded() {
    if (registered.isEmpty()) {
      return;
    }
    List<Registered> ofBundle = registered;
    registered = new ArrayList<>();
    context.whenPassed(() -> tell(ofBundle));
  }

  private void tell(List<Registered> all) {
    Instant now = Instant.ofEpochMilli(context.clock().currentTimeMillis());
    for (Registered one : all) {
      context.stop().check();
      if (one.expiry().isBefore(now)) {
        LOG.warn(
            "{}: a bundle was committed at {}, its callback expired at {}",
            transform,
            now,
            one.expiry());
      } else {
        call(one.callback());
      }
    }
  }

  private void call(Callback callback) {
    try {
      callback.onBundleSuccess();
    } catch (Exception e) {
      LOG.warn("{}: a callback after a bundle failed", transform, e);
    }
  }
}
