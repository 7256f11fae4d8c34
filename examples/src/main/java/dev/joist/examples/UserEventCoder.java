// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** The binary form of {@link UserEvent}: its three fields in order. */
final class UserEventCoder extends AtomicCoder<UserEvent> {

  private static final UserEventCoder INSTANCE = new UserEventCoder();

  private final StringUtf8Coder userIds = StringUtf8Coder.of();
  private final VarLongCoder longs = VarLongCoder.of();

  private UserEventCoder() {}

  static UserEventCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(UserEvent event, OutputStream out) throws IOException {
    userIds.encode(event.userId(), out);
    longs.encode(event.amountCents(), out);
    longs.encode(event.eventTimeMillis(), out);
  }

  @Override
  public UserEvent decode(InputStream in) throws IOException {
    return new UserEvent(userIds.decode(in), longs.decode(in), longs.decode(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
