// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/** A coder of Beam's, in its nested form, which says where it ends. */
public final class CoderCodec<T extends @Nullable Object> implements Codec<T> {

  private final Coder<T> coder;
  private final CodecId id;
  private final boolean immutable;

  /** Made when it is first asked for: few codecs are asked for identities. */
  private @Nullable KeyIdentity<T> identities;

  private CoderCodec(Coder<T> coder, CodecId id) {
    this.coder = coder;
    this.id = id;
    this.immutable = ImmutableTypes.areEncodedBy(coder);
  }

  public static <T extends @Nullable Object> CoderCodec<T> of(Coder<T> coder) {
    return named(coder, new CodecId(CoderNames.nameOf(coder), 1));
  }

  /** A codec that is known in snapshots by another name than its coder's. */
  static <T extends @Nullable Object> CoderCodec<T> named(Coder<T> coder, CodecId id) {
    return new CoderCodec<>(coder, id);
  }

  public Coder<T> coder() {
    return coder;
  }

  @Override
  public CodecId id() {
    return id;
  }

  @Override
  public void encode(T value, OutputStream out) throws IOException {
    coder.encode(value, out);
  }

  @Override
  public T decode(InputStream in) throws IOException {
    return coder.decode(in);
  }

  @Override
  public boolean isImmutable() {
    return immutable;
  }

  @Override
  public T copy(T value) {
    if (immutable) {
      return value;
    }
    try {
      return CoderUtils.clone(coder, value);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be copied by %s".formatted(value, coder), e);
    }
  }

  @Override
  public Object identity(T value) {
    KeyIdentity<T> known = identities;
    if (known == null) {
      known = KeyIdentity.by(coder);
      identities = known;
    }
    return known.of(value);
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
