// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes the open sessions of a key. */
final class OpenSessionsCodec implements Codec<OpenSessions> {

  @Override
  public CodecId id() {
    return new CodecId("open sessions", 1);
  }

  @Override
  public void encode(OpenSessions sessions, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(sessions.nextPlace());
    data.writeLong(sessions.calledAtMillis());
    data.writeInt(sessions.size());
    for (int session = 0; session < sessions.size(); session++) {
      data.writeLong(sessions.startMillis(session));
      data.writeLong(sessions.endMillis(session));
      data.writeLong(sessions.place(session));
    }
  }

  @Override
  public OpenSessions decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    OpenSessions sessions = new OpenSessions(data.readLong(), data.readLong());
    int size = data.readInt();
    for (int session = 0; session < size; session++) {
      sessions.insert(session, data.readLong(), data.readLong(), data.readLong());
    }
    return sessions;
  }

  @Override
  public boolean isImmutable() {
    return false;
  }

  @Override
  public OpenSessions copy(OpenSessions sessions) {
    return new OpenSessions(sessions);
  }

  @Override
  public Object identity(OpenSessions sessions) {
    List<Long> identity = new ArrayList<>(List.of(sessions.nextPlace(), sessions.calledAtMillis()));
    for (int session = 0; session < sessions.size(); session++) {
      identity.add(sessions.startMillis(session));
      identity.add(sessions.endMillis(session));
      identity.add(sessions.place(session));
    }
    return identity;
  }
}
